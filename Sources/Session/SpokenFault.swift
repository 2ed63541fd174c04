// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts

extension HelperFault {
  /// What the caregiver is told of it at the stick, in full; the patient only hears that a helper
  /// should look.
  public var promptForHelper: PromptKey {
    switch self {
    case .storeBroken: .helperStoreBroken
    case .storeUnwritable: .helperStoreUnwritable
    case .noSwitch: .helperNoSwitch
    case .stuckSwitch: .helperStuckSwitch
    case .soundLost: .helperSoundLost
    case .voiceMissing: .helperVoiceMissing
    case .speechFailed: .helperSpeechFailed
    case .settingsRefused: .helperSettingsRefused
    case .prescriptionRefused: .helperPrescriptionRefused
    case .boardRefused: .helperBoardRefused
    case .paceOutOfRange: .helperPaceOutOfRange
    case .reviewOverdue: .helperReviewOverdue
    case .tooHardTwice: .helperTooHardTwice
    case .bankMissing: .helperBankMissing
    case .songRefused: .helperSongRefused
    case .phraseRefused: .helperPhraseRefused
    case .musicRefused: .helperMusicRefused
    case .recordingRefused: .helperRecordingRefused
    case .settingsPutAside: .settingsPrevious
    }
  }
}
