// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence to be spoken, and how.
///
/// Text is text: characters that eSpeak NG would take for commands (the control characters; U+0001
/// starts an embedded one) and private-use characters become spaces here, and neither markup nor
/// phoneme brackets are ever switched on.
public struct ClipRequest: Hashable, Sendable {
  /// Unicode scalars in one request; a prompt has some sixty [E]. Four bytes each at the most, so
  /// that a whole request fits in 8,192 bytes (`SpeechQuestion.maximumBytes`).
  public static let maximumTextScalars = 1_000

  /// Bytes in the name of a voice; the longest that eSpeak NG ships has 26.
  public static let maximumVoiceBytes = 64

  /// What eSpeak NG can do (`espeakRATE_MINIMUM`, `espeakRATE_MAXIMUM`).
  public static let wordsPerMinuteRange = 80...450

  /// eSpeak NG's own scale, not hertz; 50 is the voice's usual pitch.
  public static let pitchRange = 0...99

  /// For a sung line, the words that its syllables make.
  public let text: String

  /// An eSpeak NG voice: "en-us", "ru", "en-us+f3". (An unknown variant after "+" is ignored by
  /// eSpeak NG; an unknown voice is `SpeechError.noSuchVoice`.)
  public let voice: String
  public let wordsPerMinute: Int

  /// Does not matter for a sung line, whose notes say it.
  public let pitch: Int?
  public let delivery: Delivery

  /// A rate or pitch out of its range is moved to the nearer end, as eSpeak NG itself would.
  /// - Parameter text: not looked at where `delivery` is sung.
  public init(
    text: String, voice: String, wordsPerMinute: Int, pitch: Int? = nil,
    delivery: Delivery = .plain
  ) {
    if case .sung(let syllables) = delivery {
      self.text = syllables.words.joined(separator: " ")
    } else {
      self.text = ClipRequest.plain(text)
    }
    self.delivery = delivery
    self.voice = voice
    self.wordsPerMinute = ClipRequest.wordsPerMinuteRange.nearest(to: wordsPerMinute)
    self.pitch = pitch.map { ClipRequest.pitchRange.nearest(to: $0) }
  }

  /// The same words in another voice.
  public func with(voice: String) -> ClipRequest {
    ClipRequest(
      text: text, voice: voice, wordsPerMinute: wordsPerMinute, pitch: pitch, delivery: delivery)
  }

  /// Whether there is nothing but white space to say.
  var isBlank: Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  /// Refuses what no child should be asked for.
  ///
  /// A voice is looked up by eSpeak NG as a file name, so only letters, digits and "+-_" pass.
  func check() throws(SpeechError) {
    let scalars = text.unicodeScalars.count
    guard scalars <= ClipRequest.maximumTextScalars else {
      throw .textTooLong(scalars: scalars, limit: ClipRequest.maximumTextScalars)
    }
    guard (1...ClipRequest.maximumVoiceBytes).contains(voice.utf8.count),
      voice.utf8.allSatisfy(ClipRequest.isVoiceByte)
    else { throw .noSuchVoice(voice) }
    if let fault = delivery.fault { throw .delivery(fault) }
  }

  private static func isVoiceByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .privateUse, .lineSeparator, .paragraphSeparator: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension ClosedRange<Int> {
  fileprivate func nearest(to value: Int) -> Int {
    Swift.min(Swift.max(value, lowerBound), upperBound)
  }
}
