// SPDX-License-Identifier: GPL-3.0-or-later

/// What the appliance writes to a child's standard input: length, magic, version, kind, fields.
enum SpeechQuestion {
  case clip(ClipRequest)
  case voices

  /// Length included. Any channel of Linux holds this much unread, so the write never waits.
  static let maximumBytes = 8_192

  private static let magic: UInt32 = 0x5150_5355  // "USPQ"
  private static let version: UInt16 = 2

  /// The voice asked for; empty where none is.
  var voice: String {
    switch self {
    case .clip(let request): request.voice
    case .voices: ""
    }
  }

  /// Syllables that there are moments for.
  var syllableCount: Int {
    switch self {
    case .voices: 0
    case .clip(let request):
      switch request.delivery {
      case .plain: 0
      case .onBeats(let moments): moments.count
      case .sung(let syllables): syllables.count
      }
    }
  }

  /// How many time limits it may take.
  var patience: Int {
    switch self {
    case .voices: 1
    case .clip(let request):
      switch request.delivery {
      case .plain: 1
      case .onBeats: 2
      case .sung: 6
      }
    }
  }

  var encoded: [UInt8] {
    var fields = ByteWriter()
    fields.write(SpeechQuestion.magic)
    fields.write(SpeechQuestion.version)
    switch self {
    case .voices:
      fields.write(UInt16(0))
    case .clip(let request):
      fields.write(UInt16(1))
      fields.write(UInt16(request.wordsPerMinute))
      fields.write(Int16(request.pitch ?? -1))
      fields.write(request.voice)
      fields.write(request.text)
      request.delivery.write(to: &fields)
    }
    var message = ByteWriter()
    message.write(UInt32(fields.bytes.count))
    message.write(raw: fields.bytes)
    return message.bytes
  }

  /// From the bytes behind the length; nil unless they are one whole question.
  init?(fields: [UInt8]) {
    var reader = ByteReader(fields)
    guard reader.read(UInt32.self) == SpeechQuestion.magic,
      reader.read(UInt16.self) == SpeechQuestion.version, let kind = reader.read(UInt16.self)
    else { return nil }
    switch kind {
    case 0:
      self = .voices
    case 1:
      guard let rate = reader.read(UInt16.self), let pitch = reader.read(Int16.self),
        let voice = reader.readString(), let text = reader.readString(),
        let delivery = Delivery(from: &reader)
      else { return nil }
      self = .clip(
        ClipRequest(
          text: text, voice: voice, wordsPerMinute: Int(rate), pitch: pitch < 0 ? nil : Int(pitch),
          delivery: delivery))
    default:
      return nil
    }
    guard reader.remaining == 0 else { return nil }
  }
}
