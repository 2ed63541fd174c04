// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Exercises
import Glibc
import Loudspeaker
import Prompts
import Rehearsal
import Rhythm
import Session
import Settings
import Timebase

// SpokenTexts VOICES UPBEAT FOLDER [PROMPTS]
//
// Everything English that the unit says, as the unit renders it, each in a WAV file of FOLDER, and
// FOLDER/texts.tsv: kind, name, file and the text. PROMPTS: a file in place of the shipped prompts,
// and nothing but prompts.

/// Between two sentences of a prompt, as in a session.
let sentenceGap = FrameCount.seconds(1)
/// Before and after: a recogniser wants a little quiet.
let edge = FrameCount.milliseconds(500)

struct Text {
  let kind: String
  let name: String
  /// Spoken one after the other.
  let sayings: [Saying]
}

func run(_ arguments: [String]) throws(Failure) {
  let english = try Language(
    "en", voices: arguments[1], prompts: arguments.count > 4 ? arguments[4] : nil)
  let voice = english.voice(arguments[2])
  var texts = english.prompts.map { key, sentences in
    Text(kind: kind(of: key), name: key.rawValue, sayings: sentences.map { Saying($0) })
  }
  // Its syllables are counted; nobody hears it.
  texts.removeAll { $0.name == PromptKey.measuringCountNumbers.rawValue }
  if arguments.count == 4 {
    texts += phrases(of: english, voice)
    for (index, line) in english.sungLines().enumerated() {
      texts.append(Text(kind: "sung", name: "line \(index + 1)", sayings: [line.saying]))
    }
  }
  var table = ""
  for (index, text) in texts.enumerated() {
    let file = "\(text.kind)-\(index + 1).wav"
    try write(text, voice, to: "\(arguments[3])/\(file)")
    let words = text.sayings.map(\.text).joined(separator: " ")
    table += "\(text.kind)\t\(text.name)\t\(file)\t\(words)\n"
  }
  try TextFile.write(table, to: "\(arguments[3])/texts.tsv")
}

/// "ah" and "mah, meh, mee" are no words; they are told apart.
func kind(of key: PromptKey) -> String { key.role == .sound ? "sound" : "prompt" }

/// Each as it is modelled at its own rhythm, and its sentence.
func phrases(of english: Language, _ voice: SpokenVoice) -> [Text] {
  var texts: [Text] = []
  for phrase in english.phrases {
    // A rate at which most people speak.
    let rate = Rational(150)
    if let prosody = voice.prosody(of: phrase.text),
      let line = english.spokenLines(prosody, rate: rate, cueing: .patterned).first
    {
      texts.append(Text(kind: "phrase", name: phrase.text, sayings: [line.saying]))
    }
    if let sentence = phrase.sentence {
      texts.append(Text(kind: "sentence", name: phrase.text, sayings: [Saying(sentence)]))
    }
  }
  return texts
}

/// Through the mixer, as it comes out of the unit.
func write(_ text: Text, _ voice: SpokenVoice, to path: String) throws(Failure) {
  var mixer = Mixer()
  var end = SampleTime.zero + edge
  for (index, saying) in text.sayings.enumerated() {
    guard case .recording(let recording) = voice.sound(of: saying) else {
      throw Failure("\(text.name) could not be spoken: \(voice.failure ?? "")")
    }
    let start = index == 0 ? end : end + sentenceGap
    mixer.play(recording, at: start)
    end = start + recording.length
  }
  var samples = [Int16](repeating: 0, count: 2 * (end + edge).frame)
  samples.withUnsafeMutableBufferPointer { mixer.render(from: .zero, into: $0) }
  do throws(WAVError) {
    let file = try WAVWriter.open(path)
    try samples.withUnsafeBufferPointer { samples throws(WAVError) in try file.append(samples) }
    try file.close()
  } catch {
    throw Failure("\(error)")
  }
}

guard (4...5).contains(CommandLine.arguments.count) else {
  Console.warn("usage: SpokenTexts VOICES UPBEAT FOLDER [PROMPTS]")
  exit(64)
}
do throws(Failure) {
  try run(CommandLine.arguments)
} catch {
  Console.warn("\(error)")
  exit(1)
}
