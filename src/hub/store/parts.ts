import type { TenantTx } from './HubStore.ts'

/**
 * `TenantTx` in the parts that both engines are written in: one file a part and engine, put together by the engine's
 * store. The names are the section headings of `TenantTx`.
 */
export type CounterPart = Pick<TenantTx, 'nextSeq' | 'seq' | 'audit' | 'auditHead' | 'auditRows'>

export type OrganisationPart = Pick<
  TenantTx,
  | 'tenantRow'
  | 'putUnit'
  | 'units'
  | 'putTeam'
  | 'teams'
  | 'putVolunteer'
  | 'volunteers'
  | 'volunteer'
  | 'putOfficer'
  | 'officerByName'
  | 'officer'
  | 'officers'
  | 'putOfficerSession'
  | 'officerSession'
  | 'deleteOfficerSession'
  | 'endOfficerSessions'
>

export type PasskeysPart = Pick<TenantTx, 'putPasskey' | 'lockPasskey' | 'passkeys' | 'deletePasskey'>

export type ClipsPart = Pick<
  TenantTx,
  'putClip' | 'lockStudio' | 'clip' | 'clips' | 'dropClip' | 'putClipBody' | 'dropClipBody' | 'clipBody'
>

export type TranslationsPart = Pick<TenantTx, 'putTranslation' | 'translation' | 'translations' | 'dropTranslation'>

export type DevicesPart = Pick<
  TenantTx,
  | 'putDevice'
  | 'seeDevice'
  | 'device'
  | 'devices'
  | 'putEnrolToken'
  | 'useEnrolToken'
  | 'enrolTokens'
  | 'useNonce'
  | 'removeExpired'
>

export type AppendPart = Pick<
  TenantTx,
  | 'lockChain'
  | 'putChain'
  | 'chainsOf'
  | 'putBranch'
  | 'branch'
  | 'branchesOf'
  | 'putSessionHeader'
  | 'sessionHeader'
  | 'appendItems'
  | 'lockIntake'
  | 'putIntake'
  | 'exceptionsBetween'
  | 'putFrame'
  | 'item'
  | 'putReceipt'
  | 'receiptAt'
  | 'lastReceipt'
>

export type ApplyPart = Pick<
  TenantTx,
  | 'lockApply'
  | 'pendingItems'
  | 'putVerdict'
  | 'verdict'
  | 'requeue'
  | 'leaveQueue'
  | 'putAlarm'
  | 'answerAlarm'
  | 'heldFor'
  | 'alarms'
  | 'openAlarms'
  | 'troubledItems'
>

export type RecordsPart = Pick<
  TenantTx,
  | 'lockRecord'
  | 'record'
  | 'putRecord'
  | 'putMoved'
  | 'movedFrom'
  | 'records'
  | 'recordCount'
  | 'putChange'
  | 'changes'
  | 'lastChange'
  | 'firstDevices'
  | 'eraseCase'
  | 'eraseItem'
  | 'putConflict'
  | 'conflict'
  | 'conflicts'
>

export type PeoplePart = Pick<
  TenantTx,
  | 'admit'
  | 'isAdmitted'
  | 'quarantinedItems'
  | 'actorsOf'
  | 'recordsSentBy'
  | 'putLoss'
  | 'loss'
  | 'losses'
  | 'putRecovery'
  | 'recoveries'
>

export type KioskPart = Pick<TenantTx, 'putClaim' | 'claim' | 'callFrom'>

export type QueuePart = Pick<
  TenantTx,
  | 'lockKioskLetters'
  | 'kioskLetters'
  | 'putKioskLetter'
  | 'addTicket'
  | 'changeTicket'
  | 'tickets'
  | 'lockTickets'
  | 'dropTickets'
>

export type EveningsPart = Pick<TenantTx, 'putEvening' | 'evenings' | 'trimEvenings' | 'dropEvenings'>

export type SamenessPart = Pick<TenantTx, 'putSameness' | 'samenessOf' | 'dropSameness'>

export type PhotosPart = Pick<
  TenantTx,
  | 'namePhoto'
  | 'storePhoto'
  | 'losePhoto'
  | 'photosGone'
  | 'photo'
  | 'photosOf'
  | 'wantedPhotos'
  | 'casePhotos'
  | 'erasePhotos'
  | 'endPhotos'
  | 'erasingPhotos'
  | 'photosErased'
  | 'storedPhotos'
  | 'dropUnnamedPhotos'
  | 'markPhotosSafe'
>

export type PullPart = Pick<
  TenantTx,
  | 'feedSince'
  | 'putPack'
  | 'packs'
  | 'putPackBody'
  | 'dropPackBody'
  | 'packBody'
  | 'putSafe'
  | 'safeMarks'
  | 'statusCounts'
  | 'counts'
>
