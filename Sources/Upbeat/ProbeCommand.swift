// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Loudspeaker
import Settings
import Speech
import Switch

/// What this machine has for the appliance, and a test of the switch.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Lists switches, sound cards, sticks and voices, and tests the switch.",
    discussion: """
      The test reads the switch of --board, else the space bar where there is a terminal: each \
      press is shown with its length. It ends after ten presses, after 30 seconds, or by q.
      """)

  @Option(help: ArgumentHelp("Tests the switch that this file names.", valueName: "file"))
  var board: String?
  @OptionGroup var shareOption: ShareOption

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
    do {
      let share = try Share.find(shareOption.share)
      for language in share.languages {
        do {
          let pack = try share.pack(language)
          Console.say("  \(language)  \(pack.name), spoken by \(pack.voice)")
        } catch {
          Console.say("  \(language)  cannot be used:\n\(error)")
        }
      }
    } catch {
      Console.say("  \(error)")
    }
  }

  // MARK: The test

  private func testSwitch() throws {
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
    } else if isatty(STDIN_FILENO) == 1 {
      input = DeskSwitch()
    } else {
      Console.say("Switch test: left out (no terminal, and no --board).")
      return
    }
    var test = SwitchTest(input: input)
    try test.run()
  }
}

/// Shows presses as they come.
private struct SwitchTest {
  let input: any SwitchInput
  private static let presses = 10
  private static let nanoseconds: UInt64 = 30_000_000_000

  mutating func run() throws {
    let start = MonotonicClock.now
    var closedAt: UInt64?
    var presses = 0
    do throws(SwitchError) {
      let level = try input.open(now: start)
      defer { input.close() }
      Console.say("Switch test (\(input.name)): now \(level.closed ? "pressed" : "open").")
      while presses < Self.presses, !input.isQuitRequested {
        let now = MonotonicClock.now
        guard now < start + Self.nanoseconds else { break }
        var descriptors = input.waitDescriptors
        let deadline = min(
          input.nextDeadlineNanoseconds ?? .max, start + Self.nanoseconds)
        let wait = deadline > now ? Int32((deadline - now) / 1_000_000 + 1) : 0
        _ = poll(&descriptors, nfds_t(descriptors.count), wait)
        let woken = MonotonicClock.now
        for edge in try input.read(polled: descriptors[...], now: woken) {
          if edge.closed {
            closedAt = closedAt ?? edge.nanoseconds
          } else if let since = closedAt {
            closedAt = nil
            presses += 1
            Console.say("  press \(presses): \((edge.nanoseconds - since) / 1_000_000) ms")
          }
        }
      }
    } catch {
      Console.say("Switch test: \(error)")
      throw ExitCode(1)
    }
    Console.say(presses == 0 ? "No press was seen." : "\(presses) presses were seen.")
  }
}
