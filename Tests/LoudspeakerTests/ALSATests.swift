// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

/// A configuration of alsa-lib with devices of our own, in a folder of our own.
///
/// `hw:` there does floating point only; `plughw:` does everything.
enum ALSAConfiguration {
  static let folder: TemporaryFolder = {
    let folder = TemporaryFolder()
    let text = """
      </usr/share/alsa/alsa.conf>
      pcm.!hw {
        @args [ CARD ]
        @args.CARD { type string }
        type lfloat
        slave { pcm null format S16_LE }
      }
      pcm.!plughw {
        @args [ CARD ]
        @args.CARD { type string }
        type null
      }
      pcm.floating {
        type lfloat
        slave { pcm null format S16_LE }
      }
      """
    writeFile(folder.path + "/alsa.conf", Array(text.utf8))
    setenv("ALSA_CONFIG_PATH", folder.path + "/alsa.conf", 1)
    return folder
  }()
}

@Suite("The wrapper of alsa-lib")
struct ALSATests {
  let configuration = ALSAConfiguration.folder

  @Test("gets four periods of 5 ms from the null plugin and reads them back")
  func null() throws {
    let pcm = try ALSAPCM.open("null")
    #expect(
      pcm.geometry
        == PCMGeometry(
          device: "null", periodFrames: 240, bufferFrames: 960, startFrames: 480,
          isConverted: false))
    #expect(try pcm.status().availableFrames == 960)
  }

  @Test("the file plugin holds exactly the samples that were rendered")
  func file() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/sound.raw"
    let frames = NumberedFrames()
    let speaker = Loudspeaker { () throws(PCMError) -> any PCM in
      try ALSAPCM.open("file:'\(path)',raw")
    }
    for turn in 0..<50 {
      let events = speaker.turn(now: ms(UInt64(turn)), render: frames.render)
      if turn > 0 { #expect(events == []) }
    }
    #expect(frames.count >= 960)
    #expect(speaker.written == frames.count)
    speaker.finish(within: ms(10), now: ms(50))
    #expect(speaker.turn(now: ms(60), render: frames.render) == [.finished])
    let bytes = readFile(path)
    let samples = stride(from: 0, to: bytes.count, by: 2).map { index in
      Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
    }
    #expect(NumberedFrames.numbers(in: samples) == Array(1...frames.count))
  }

  @Test("a card that is not there is a clear error")
  func missing() {
    let error = thrown(PCMError.self) { try ALSAPCM.open("nosuchdevice") }
    #expect(error?.function == "snd_pcm_open")
    #expect(error?.code == ENOENT)
    #expect(error?.text.contains("nosuchdevice") == true)
  }

  @Test("a device without our format says what it offers")
  func otherFormat() {
    let error = thrown(PCMError.self) { try ALSAPCM.open("floating") }
    #expect(error?.function == "snd_pcm_hw_params_set_format")
    #expect(error?.text.contains("FLOAT") == true)
    #expect(error?.text.contains("channels") == true)
  }

  @Test("a hw: device of other formats is opened as plughw:, and that is told")
  func conversion() throws {
    let pcm = try ALSAPCM.open("hw:CARD=Floating")
    #expect(pcm.geometry.device == "plughw:CARD=Floating")
    #expect(pcm.geometry.isConverted)
  }

  @Test("a closed stream answers with an error, and may be closed twice")
  func closed() throws {
    let pcm = try ALSAPCM.open("null")
    pcm.close()
    pcm.close()
    #expect(throws: PCMError.self) { try pcm.status() }
    #expect(throws: PCMError.self) { try pcm.prepare() }
  }

  @Test("says what poll said, through the plugin")
  func pollEvents() throws {
    let pcm = try ALSAPCM.open("null")
    var descriptors = pcm.waitDescriptors
    #expect(!descriptors.isEmpty)
    let ready = poll(&descriptors, nfds_t(descriptors.count), 0)
    #expect(ready > 0)
    #expect(try pcm.pollEvents(of: descriptors[...]) & Int16(POLLOUT) != 0)
  }
}

@Suite("The mixer and the list of cards")
struct MixerTests {
  let configuration = ALSAConfiguration.folder

  @Test("a percentage is decibels under the ceiling, in a straight line, never outside")
  func decibels() {
    #expect(HardwareVolume.decibels(percent: 100) == 0)
    #expect(HardwareVolume.decibels(percent: 65) == -10)
    #expect(HardwareVolume.decibels(percent: 30) == -20)
    #expect(HardwareVolume.decibels(percent: 0) == -20)
    #expect(HardwareVolume.decibels(percent: 1000) == 0)
  }

  @Test("a control without decibels is set by its range")
  func steps() {
    #expect(HardwareVolume.step(percent: 100, in: 0...31) == 31)
    #expect(HardwareVolume.step(percent: 50, in: -100...100) == 0)
    #expect(HardwareVolume.step(percent: 0, in: 0...100) == 30)
  }

  @Test(
    "the mixer belongs to the PCM's card",
    arguments: [
      ("hw:CARD=Headphones", "hw:CARD=Headphones"), ("plughw:CARD=X,DEV=1", "hw:CARD=X"),
      ("hw:0,0", "hw:0"), ("sysdefault:CARD=X", "hw:CARD=X"), ("default", "default")
    ])
  func control(device: String, card: String) {
    #expect(HardwareVolume.controlName(ofPCM: device) == card)
  }

  @Test("the volume of a card that is not there is an error, not silence")
  func missingCard() {
    let error = thrown(PCMError.self) {
      try HardwareVolume.set(percent: 60, onCardOf: "plughw:CARD=NoSuchCard")
    }
    #expect(error?.function == "snd_mixer_attach")
    #expect(error?.text.contains("hw:CARD=NoSuchCard") == true)
  }

  @Test("every card of the list has an id and the device that names it")
  func cards() throws {
    let cards = try SoundCards.list()
    #expect(cards.allSatisfy { !$0.id.isEmpty && $0.device == "hw:CARD=\($0.id)" })
    #expect(cards.map(\.number) == cards.map(\.number).sorted())
  }
}
