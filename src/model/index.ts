export type { AnswerAuthor, AnswerSealer, Seal } from './answer-seal.js';
export { type Arrivals, compareLooks, lookAtMonth, type MonthLook } from './arrivals.js';
export {
  type BringOverDocs,
  type BringOverItem,
  type BringOverSource,
  bringOver,
  checkinSource,
  isPreTicked,
  listToBringOver,
} from './bring-over.js';
export {
  type CheckinDraft,
  type CheckinError,
  listEvenings,
  openOwnAnswer,
  readCheckin,
  readHistory,
  type SaveContext,
  saveCheckin,
} from './checkin.js';
export {
  type DraftFields,
  dropDraft,
  type KeptDraft,
  keepDraft,
  readDrafts,
} from './checkin-draft.js';
export {
  type Checkin,
  type CheckinFields,
  type EnergyBand,
  energyBand,
  fieldsOf,
  hasKnownFields,
  hasSameFields,
  LIGHTS,
  LINE_LIMIT,
  NO_ANSWERS,
  pleasantnessBand,
  SHORT_LIMIT,
  TEXT_FIELDS,
  type TextField,
  WISHES,
  type Wish,
} from './checkin-record.js';
export {
  type EveningOfTwo,
  type EveningRecord,
  type MonthRecords,
  pairEvenings,
  readMonth,
  readWaitingMonth,
} from './evenings.js';
export {
  type Feeling,
  feelingOfId,
  idOfFeeling,
  MOST_FEELINGS,
  ownFeeling,
  WORD_LIMIT,
} from './feelings.js';
export { FELT, type Felt, readFelt, writeFelt } from './felt.js';
export { foldText } from './fold-text.js';
export {
  addNote,
  isTogether,
  moveNote,
  NOTE_LIMIT,
  type Note,
  type NoteContext,
  type NoteTarget,
  placeNote,
  readNote,
  readNotes,
  writeNote,
} from './gratitude.js';
export { type BoardPlace, type NoteAuthor, noteText } from './gratitude-records.js';
export {
  eraseNote,
  finishDueRemovals,
  finishRemoval,
  removeNote,
  restoreNote,
} from './gratitude-removal.js';
export { createNoteSource } from './gratitude-source.js';
export { decodeGreeting, encodeGreeting } from './greeting.js';
export { handOver, letGo, oldestWaiting } from './hand-over.js';
export {
  type ArrivalsSettings,
  type ArrivedItem,
  beginsLate,
  isLookedAt,
  listArrivedAnswers,
  listArrivedCheckins,
  listArrivedNotes,
  listMonthsToLook,
  noteLastLook,
  noteLookedAt,
  readArrivalsSettings,
  readLastLook,
  writeArrivalsSetting,
} from './looked.js';
export {
  decodeSummary,
  encodeSummary,
  type MonthSummary,
  summariseMonth,
} from './month-summary.js';
export {
  ARRIVALS_CHAPTER,
  checkinChapter,
  DRAFTS_CHAPTER,
  FIRST_DAY,
  feltChapter,
  gratitudeChapter,
  listAllMonths,
  listMonths,
  listOwnChapters,
  lookedChapter,
  monthAfter,
  monthBefore,
  OUTGOING_CHAPTER,
  PREFERENCES_CHAPTER,
  profileChapter,
  REMINDERS_CHAPTER,
  replyChapter,
  WORDS_CHAPTER,
} from './names.js';
export { isWorthRemembering, listSameDates, type SameDate } from './on-this-day.js';
export {
  keepStranded,
  listStranded,
  listWaiting,
  type Outgoing,
  readWaiting,
} from './outgoing.js';
export {
  type Answer,
  type Drift,
  findTrend,
  type Measure,
  ownAnswers,
  type Slice,
  SPANS,
  type Span,
  sharedAnswers,
  sliceTime,
  type Trend,
  type TrendPoint,
} from './over-time.js';
export {
  chooseOwnCheckin,
  isDueToOpen,
  judgeTheirs,
  type OwnCheckin,
  type OwnCheckinDocs,
  type PlacedVersion,
  readOwnCheckin,
  readSeen,
  saveOwnCheckin,
  sortVersions,
  type TheirCheckin,
} from './own-checkin.js';
export { addOwnWord, readOwnWords, removeOwnWord } from './own-words.js';
export { type Preference, readPreference, writePreference } from './preferences.js';
export {
  agreeOnShapes,
  checkProfile,
  NAME_LIMIT,
  otherShape,
  type Profile,
  type ProfileError,
  readProfile,
  SHAPES,
  type Shape,
  writeProfile,
} from './profile.js';
export {
  addReminder,
  calendarKnows,
  changeReminder,
  checkReminder,
  forgetReminder,
  noteHandedOver,
  type Reminder,
  type ReminderError,
  type ReminderFields,
  readReminders,
  removeReminder,
  restoreReminder,
} from './reminders.js';
export { type Removal, readRemovals } from './removal.js';
export {
  forgetRemoval,
  listNotedRemovals,
  type NotedRemoval,
  noteRemoval,
} from './removal-notes.js';
export { finishRemovals } from './remove.js';
export {
  bringBackReply,
  finishReplyRemoval,
  isReplyRemoved,
  NO_REPLY,
  QUIET_MARKS,
  type QuietMark,
  REPLY_LIMIT,
  REPLY_STEPS,
  type Reply,
  type ReplyDocs,
  type ReplyError,
  type ReplyFields,
  type ReplyStep,
  type ReplyVersion,
  readMark,
  readOwnReplies,
  readReplies,
  readWaitingReplies,
  saveReply,
  setMark,
  sortReplies,
  takeAwayReply,
} from './reply.js';
export { dropReplyDraft, keepReplyDraft, readReplyDraft } from './reply-draft.js';
export {
  endRest,
  isResting,
  letRest,
  orderPeriod,
  type Period,
  RESTING_CHAPTER,
  type Rest,
  readRests,
} from './resting.js';
export {
  cutPassage,
  findMarks,
  holdsAll,
  type Mark,
  type Passage,
  readQuery,
} from './search.js';
export {
  bringBackCheckin,
  finishTakingAway,
  hasLeft,
  type TakenCheckin,
  takeAwayCheckin,
} from './take-away.js';
export {
  applySplices,
  carrySplice,
  findSplice,
  type Splice,
  shiftOffset,
  type TextDelta,
} from './text-splice.js';
export { type SavedStep, saveWithUndo, type Undone, undoSave } from './undo-save.js';
export { UNDO_WINDOW_MS } from './undo-window.js';
export { readDate } from './values.js';
export type { VersionKey, VersionRoot } from './version-key.js';
