// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// The same presses through a Python script that starts `espeak-ng --stdout | aplay` at each.
enum HomeMadeWay {
  /// - Returns: milliseconds from each press to the first byte espeak-ng hands to aplay; when
  ///   aplay hands it on to ALSA is not counted.
  static func run(_ workshop: Workshop, presses: Int) throws(Failure) -> [Double] {
    try Tool.need(.python, .espeak, .aplay)
    var toScript: [Int32] = [-1, -1]
    var fromScript: [Int32] = [-1, -1]
    guard pipe(&toScript) == 0, pipe(&fromScript) == 0 else { throw .system("pipe") }
    for end in toScript + fromScript { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let script = try ChildProcess.start(
      ["python3", workshop.benchmarks + "/home_made_way.py"],
      .descriptors(input: toScript[0], output: fromScript[1]))
    close(toScript[0])
    close(fromScript[1])
    defer { close(fromScript[0]) }
    // The first is not counted: it waits for Python to start.
    var milliseconds: [Double] = []
    for press in 0...presses {
      let start = Clock.now
      var byte: UInt8 = 1
      guard write(toScript[1], &byte, 1) == 1 else { throw .system("write", "to the script") }
      let heard = try line(from: fromScript[0])
      if press > 0 { milliseconds.append(Double(heard) / 1e6 - Double(start) / 1e6) }
    }
    close(toScript[1])
    _ = try script.wait()
    return milliseconds
  }

  /// One line with a number of nanoseconds.
  private static func line(from descriptor: Int32) throws(Failure) -> UInt64 {
    var text = ""
    while true {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { throw Failure("home_made_way.py ended early") }
      if byte == UInt8(ascii: "\n") { break }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    guard let number = UInt64(text) else {
      throw Failure("home_made_way.py: \"\(text)\" is not a number of nanoseconds")
    }
    return number
  }
}
