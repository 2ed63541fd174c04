// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Diary
import Foundation

/// What goes wrong is said in plain words, and told by the exit status.
enum Failure {
  /// Says an error, and gives the status to end with: 2 where the diary cannot be read, else 1.
  static func said(_ error: any Error) -> ExitCode {
    let (words, status): (String, Int32) =
      switch error {
      case let error as RecordedDiaryError: (error.words, 2)
      case let error as DiaryError: (RecordedDiaryError.unreadable(error).words, 2)
      case let error as ReportError: (error.description, ExitCode.validationFailure.rawValue)
      case let error as ShareFolder.NotFound:
        (error.description, ExitCode.validationFailure.rawValue)
      case let error as InvalidLabels:
        (error.findings.map(\.description).joined(separator: "\n"), 1)
      default: (error.localizedDescription, 1)
      }
    FileHandle.standardError.write(Data((words + "\n").utf8))
    return ExitCode(status)
  }
}
