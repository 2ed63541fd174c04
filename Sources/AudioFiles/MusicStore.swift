// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The person's own music on the unit: a folder of levelled tracks, ready to be mapped and played.
///
/// A file here is whole or has no name yet; none is ever changed. A track stays when the stick goes
/// or no longer has it. Only where a new one needs its place does the oldest import go, and never
/// one that is on the stick now.
///
/// One import at a time; it may run while tracks play.
public struct MusicStore: Sendable {
  static let ending = ".music"

  public let folder: BytePath

  /// - Parameter data: the unit's data folder; the store is `music` in it.
  public init(data: BytePath) {
    folder = data / "music"
  }

  public struct Contents: Equatable, Sendable {
    /// By the path the source had on its stick.
    public internal(set) var tracks: [TrackInfo] = []
    /// Files of the store that are damaged, and a store that cannot be read.
    public internal(set) var findings: [MusicFinding] = []
  }

  /// What can be played. A store that is not there yet is empty.
  public func contents() -> Contents {
    let held = held()
    return Contents(
      tracks: held.tracks.sorted { ($0.header.sourceName, $0.id) < ($1.header.sourceName, $1.id) }
        .map(\.info),
      findings: held.findings)
  }

  /// The file of a track, for ``MappedTrack``.
  public func path(of id: String) -> BytePath { folder / id }

  // MARK: What is there

  struct Held: Equatable {
    let id: String
    let header: TrackHeader

    var info: TrackInfo {
      TrackInfo(
        id: id, title: header.sourceName.stem.text, frames: header.frames,
        loudness: header.loudness)
    }
  }

  func held() -> (tracks: [Held], findings: [MusicFinding]) {
    var tracks: [Held] = []
    var findings: [MusicFinding] = []
    do throws(SystemCallError) {
      for name in try Folder.names(folder) where name.ending == Array("music".utf8) {
        do throws(AudioFileError) {
          let header = try MusicStore.header(of: folder / name)
          tracks.append(Held(id: String(decoding: name.bytes, as: UTF8.self), header: header))
        } catch {
          findings.append(
            MusicFinding(file: name.text, what: error.what, expected: "the track as it was copied"))
        }
      }
    } catch {
      if error.code != ENOENT { findings.append(MusicFinding(folder.name, .unreadable(error))) }
    }
    return (tracks, findings)
  }

  /// - Throws: `damaged` or `cutShort` where the file is not as it was written.
  static func header(of path: BytePath) throws(AudioFileError) -> TrackHeader {
    let file = try FileDescriptor.openRegular(path)
    let byteCount = try file.byteCount()
    let bytes: [UInt8]
    do throws(SystemCallError) {
      bytes = try file.bytes(TrackHeader.byteCount, at: 0)
    } catch {
      throw .unreadable(error)
    }
    guard let header = TrackHeader(bytes) else { throw .damaged }
    guard byteCount >= header.fileBytes else { throw .cutShort }
    guard byteCount == header.fileBytes else { throw .damaged }
    return header
  }
}
