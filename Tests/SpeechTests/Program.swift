// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Speech
import Testing

/// The built `upbeat`, whose hidden subcommand `speak` is `SpeechChild.run()`.
///
/// It lies in the directory of the running test bundle, debug or release, which on Linux is itself
/// the running executable.
func upbeatProgram() throws -> String {
  var candidates: [String] = []
  for bundle in [executablePath(), CommandLine.arguments[0]] {
    guard let slash = bundle.lastIndex(of: "/") else { continue }
    candidates.append(bundle[..<slash] + "/upbeat")
  }
  return try #require(
    candidates.first { access($0, X_OK) == 0 },
    "no executable at any of \(candidates): build the whole package, not this target alone")
}

private func executablePath() -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink("/proc/self/exe", &buffer, buffer.count)
  let bytes = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
  return String(decoding: bytes, as: UTF8.self)
}

/// A maker that asks a fresh child for every clip, and gives a busy machine time.
func freshMaker(cacheDirectory: String? = nil, cacheLimitBytes: Int = 64_000_000) throws
  -> SpeechMaker
{
  SpeechMaker(
    program: try upbeatProgram(), arguments: ["speak"], cacheDirectory: cacheDirectory,
    cacheLimitBytes: cacheLimitBytes, timeLimitMilliseconds: 120_000,
    memoryLimit: ClipMemoryLimit(clips: 0, bytes: 0))
}

func english(_ text: String, wordsPerMinute: Int = 130) -> ClipRequest {
  ClipRequest(text: text, voice: "en-us", wordsPerMinute: wordsPerMinute)
}

/// What a shell command writes, and its exit status.
func shell(_ command: String) -> (output: String, status: Int32) {
  guard let stream = popen(command, "r") else { return ("", -1) }
  var bytes: [UInt8] = []
  while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(byte)) }
  let status = pclose(stream)
  return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xff)
}
