// SPDX-License-Identifier: GPL-3.0-or-later

/// What hardware the unit has: `board.txt`.
public struct Board: Equatable, Sendable {
  public var switchSource: SwitchSource
  /// The ALSA name of the sound card, `hw:CARD=Headphones`; nil for the default one.
  public var sound: String?
  /// The name of an LED in `/sys/class/leds`.
  public var lamp: String?
  /// What keeps the time while the unit is off.
  public var clock: BatteryClock
  /// The hardware watchdog's device.
  public var watchdog: String?

  /// The supported hardware's: a switch at GPIO17, the default sound card and no more.
  public init() { self.init(FileReading([], file: "", kind: .board)) }

  /// Reads a board file, or says what is wrong with it. `file` is the name findings carry;
  /// `language` is what it is taken to be written in where its keys do not tell.
  public static func parse(
    _ bytes: [UInt8], file: String = FileKind.board.fileName,
    language: TableLanguage? = nil
  ) -> Parsed<Board> {
    let reading = FileReading(bytes, file: file, kind: .board, language: language)
    return reading.parsed { Board(reading) }
  }

  private init(_ reading: FileReading) {
    switchSource = reading.switchSource(.switchSource)
    sound = reading.device(.sound)
    lamp = reading.device(.lamp)
    clock = reading.choice(.clock, of: BatteryClock.self) ?? .absent
    watchdog = reading.device(.watchdog)
  }
}

extension FileReading {
  /// The name of a device; nil also where the file says that there is none.
  fileprivate func device(_ id: KeyID) -> String? {
    text(id).flatMap { name in
      BatteryClock.absent.term.language(of: Term.normalized(name)) == nil ? name : nil
    }
  }
}
