// SPDX-License-Identifier: GPL-3.0-or-later

/// What the appliance writes to a child's standard input: length, magic, version, kind, fields.
enum SpeechQuestion {
  case clip(ClipRequest)
  case voices

  /// Length included. Any channel of Linux holds this much unread, so the write never waits.
  static let maximumBytes = 4_096

  private static let magic: UInt32 = 0x5150_5355  // "USPQ"
  private static let version: UInt16 = 1

  /// The voice asked for; empty where none is.
  var voice: String {
    switch self {
    case .clip(let request): request.voice
    case .voices: ""
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
        let voice = reader.readString(), let text = reader.readString()
      else { return nil }
      self = .clip(
        ClipRequest(
          text: text, voice: voice, wordsPerMinute: Int(rate), pitch: pitch < 0 ? nil : Int(pitch)))
    default:
      return nil
    }
    guard reader.remaining == 0 else { return nil }
  }
}
