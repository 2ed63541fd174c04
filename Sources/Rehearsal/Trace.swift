// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// A recorded switch: raw edges, bounce and all, on the sample clock.
///
/// A text file with the header `seconds,level` and one edge a line; level 1 is closed; second t is
/// frame round(48,000 t).
public struct Trace: Hashable, Sendable {
  public struct Edge: Hashable, Sendable {
    public var frame: SampleTime
    public var closed: Bool

    public init(frame: SampleTime, closed: Bool) {
      self.frame = frame
      self.closed = closed
    }
  }

  public var edges: [Edge]

  public init(edges: [Edge] = []) { self.edges = edges }

  /// What is wrong with a trace, and where.
  public struct Finding: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let what: String
    public let expected: String

    public var description: String { "\(file):\(line):1: \(what), expected \(expected)" }
  }

  /// A session is never so long.
  private static let longestSeconds = 1_000_000

  public static func parse(_ bytes: [UInt8], file: String) throws(Finding) -> Trace {
    func finding(_ line: Int, _ what: String, _ expected: String) -> Finding {
      Finding(file: file, line: line, what: what, expected: expected)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw finding(1, "this is not UTF-8 text", "lines such as 12.5,1")
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    let header = lines.first.map { trimmed($0) } ?? ""
    guard header.lowercased() == "seconds,level" else {
      throw finding(1, "the header is missing", "seconds,level")
    }
    var trace = Trace()
    for (index, line) in lines.enumerated().dropFirst() {
      let line = trimmed(line)
      if line.isEmpty { continue }
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 2 else {
        throw finding(index + 1, "\"\(line)\" is not an edge", "seconds,level, such as 12.5,1")
      }
      guard let frame = frame(of: trimmed(fields[0])) else {
        throw finding(
          index + 1, "\"\(fields[0])\" is not a time", "seconds from 0 on, such as 12.5")
      }
      if let last = trace.edges.last, frame < last.frame {
        throw finding(index + 1, "this edge is earlier than the one before", "times in order")
      }
      switch trimmed(fields[1]) {
      case "0": trace.edges.append(Edge(frame: frame, closed: false))
      case "1": trace.edges.append(Edge(frame: frame, closed: true))
      default: throw finding(index + 1, "\"\(fields[1])\" is not a level", "0 or 1")
      }
    }
    return trace
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace || first == "\u{FEFF}" { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  /// round(48,000 t) of a decimal number, exactly, halves up; nil where it is none.
  public static func frame(of seconds: String) -> SampleTime? {
    let parts = seconds.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.contains(where: { !$0.isEmpty }),
      parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
      let whole = parts[0].isEmpty ? 0 : Int(parts[0]), whole <= longestSeconds
    else { return nil }
    // Digits beyond the twelfth are far below a frame.
    let digits = parts.count == 2 ? parts[1].prefix(12) : ""
    var scale = 1
    for _ in digits { scale *= 10 }
    guard let fraction = digits.isEmpty ? 0 : Int(digits) else { return nil }
    let exact =
      Rational(whole * SampleRate.framesPerSecond)
      + Rational(fraction, scale) * Rational(SampleRate.framesPerSecond)
    return SampleTime(exact.rounded)
  }
}
