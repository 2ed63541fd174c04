// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Loudspeaker
import Prompts
import Rhythm
import Settings
import Speech
import Switch
import Timebase

/// What this machine has for the appliance, and a test of the switch.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Lists switches, sound cards, sticks, voices and instruments, and tests the switch.",
    discussion: """
      The test reads the switch of --board, else the space bar where there is a terminal: each \
      press is shown with its length. It ends after ten presses, after 30 seconds, or by q.
      """)

  @Option(help: ArgumentHelp("Tests the switch that this file names.", valueName: "file"))
  var board: String?
  @OptionGroup var shareOption: ShareOption
  /// For tests: a folder that looks like `/dev/input`.
  @Option(help: .hidden)
  var inputRoot = EvdevKey.defaultFolder

  func run() throws {
    listSwitches()
    listCards()
    listSticks()
    listVoices()
    try testSwitch()
  }

  // MARK: Lists

  private func listSwitches() {
    Console.say("Switches:")
    do throws(SwitchError) {
      let chips = try GPIOChip.list()
      for chip in chips {
        Console.say("  gpio \(chip.label), base \(chip.base), \(chip.lineCount) lines")
      }
      if chips.isEmpty { Console.say("  no GPIO chips in sysfs") }
    } catch {
      Console.say("  no GPIO in sysfs (\(error))")
    }
    do throws(SwitchError) {
      let found = try Keyboard.list(having: .space)
      for keyboard in found.keyboards { Console.say("  keys of \(keyboard.name)") }
      for failure in found.unreadable { Console.say("  \(failure)") }
      if found.keyboards.isEmpty { Console.say("  no keyboard that can be read") }
    } catch {
      Console.say("  no keyboards (\(error))")
    }
  }

  private func listCards() {
    Console.say("Sound cards:")
    do throws(PCMError) {
      let cards = try SoundCards.list()
      for card in cards { Console.say("  \(card.device)  \(card.name)") }
      if cards.isEmpty { Console.say("  none") }
    } catch {
      Console.say("  none can be listed (\(error))")
    }
  }

  /// Removable disks, as the kernel calls them.
  private func listSticks() {
    Console.say("Sticks:")
    let folder = "/sys/block"
    let names: [String]
    do throws(UnreadableFile) { names = try TextFile.names(in: folder) } catch {
      Console.say("  none can be listed (\(error))")
      return
    }
    let sticks = names.filter { isRemovable(Path.join(folder, $0)) }
    for stick in sticks { Console.say("  /dev/\(stick)") }
    if sticks.isEmpty { Console.say("  none") }
  }

  private func isRemovable(_ disk: String) -> Bool {
    do throws(UnreadableFile) {
      return try TextFile.read(Path.join(disk, "removable")).first == UInt8(ascii: "1")
    } catch {
      return false
    }
  }

  private func listVoices() {
    Console.say("Voices:")
    var maker = SpeechMaker(
      program: Program.path, arguments: [SpeechProgram.subcommand], cacheDirectory: nil,
      timeLimitMilliseconds: Assembly.clipMilliseconds)
    do throws(SpeechError) {
      let voices = try maker.voices()
      Console.say("  eSpeak NG \(voices.libraryVersion), \(voices.voices.count) voices")
    } catch {
      Console.say("  eSpeak NG does not answer (\(error))")
    }
    do throws(Share.NotFound) {
      let share = try Share.find(shareOption.share)
      for language in share.languages { list(language, of: share) }
      listNoteBank(share)
    } catch {
      Console.say("  \(error)")
    }
  }

  private func list(_ language: String, of share: Share) {
    do throws(Share.PackError) {
      var pack = try share.pack(language)
      let usual = UnitFiles(prescription: nil, settings: nil, languages: share.languages)
      Console.say("  \(language)  \(pack.name), spoken by \(pack.voice)")
      let repertoire = RepertoireFiles(
        pack: &pack, share: share, data: nil, files: usual,
        wall: WallTime(seconds: 0, isSet: false))
      Console.say(
        "      songs \(repertoire.songCount), phrases \(repertoire.phrases.count), "
          + "recordings \(repertoire.recordings.count)")
      for finding in repertoire.findings { Console.say("      \(finding)") }
    } catch {
      Console.say("  \(language)  cannot be used:\n\(error)")
    }
  }

  private func listNoteBank(_ share: Share) {
    Console.say("Note bank:")
    let bank = NoteBankFile.open(share.noteBank)
    if let failure = bank.failure { Console.say("  \(failure)") }
    guard let bank = bank.value else { return }
    let instruments = Instrument.allRecorded.filter { bank.has($0) }.compactMap(\.bankName)
    Console.say("  \(share.noteBank)")
    Console.say("  \(instruments.count) instruments: \(instruments.joined(separator: ", "))")
  }

  // MARK: The test

  private func testSwitch() throws {
    let signals = try WakePipe.make()
    EndSignals.listen(signals)
    let input: any SwitchInput
    if let board {
      do {
        switch Board.parse(try TextFile.read(board), file: board) {
        case .value(let parsed): input = RunCommand.input(parsed.switchSource)
        case .findings(let findings):
          for finding in findings { Console.say(finding.description) }
          throw ExitCode(1)
        }
      } catch let error as UnreadableFile {
        Console.warn(error.description)
        throw ExitCode(2)
      }
    } else if DeskSwitch.isAtTerminal {
      input = DeskSwitch(folder: inputRoot)
    } else {
      Console.say("Switch test: left out (no terminal, and no --board).")
      return
    }
    var test = SwitchTest(input: input)
    do throws(SwitchError) { try test.run(until: signals) } catch {
      Console.say("Switch test: \(error)")
      throw ExitCode(1)
    }
  }
}
