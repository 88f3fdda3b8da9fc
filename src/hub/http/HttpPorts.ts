import type { PhotoDesk } from '../desk/readPhoto.ts'
import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import type { SignInGuard } from '../enrol/officerSession.ts'
import type { PracticeShelf } from '../enrol/practiceCommune.ts'
import type { HealthCheck } from '../health/HealthCheck.ts'
import type { SeenRequest } from '../health/Metrics.ts'
import type { IngestPorts } from '../ingest/IngestPorts.ts'
import type { Log } from '../log/Log.ts'
import type { PhotoUploads } from '../photos/PhotoUploads.ts'
import type { BackupHealth } from './BackupHealth.ts'
import type { Clients } from './Clients.ts'
import type { HubCare } from './HubCare.ts'
import type { RateLimits } from './RateLimits.ts'
import type { SetupLink } from './SetupLink.ts'
import type { StaticFiles } from './StaticFiles.ts'

/** What both origins work with; `hub/main.ts` puts it together. */
export interface HttpPorts {
  ingest: IngestPorts
  /** photos of papers on their way in */
  uploads: Pick<PhotoUploads, 'answer' | 'photoPorts'>
  /** how a photo is opened and drawn for the desk: by whoever has the keys, and in a process of its own */
  pictures: Pick<PhotoDesk, 'open' | 'redraw'>
  enrol: EnrolPorts
  log: Log
  limits: RateLimits
  clients: Clients
  signIns: SignInGuard
  setup: SetupLink
  practice: PracticeShelf
  /** the built tablet app and desk; null before a build */
  files: StaticFiles | null
  /** how the hub is, with the queue, held items and tablets of this commune */
  health(tenant: string): Promise<readonly HealthCheck[]>
  /** cases were erased: what was refused about them goes too, by whoever has the keys to tell */
  onErased?: (tenant: string, cases: readonly string[]) => Promise<unknown>
  /** for the officer who explains an erasure: when closed cases go by themselves, and how long backups keep them */
  keeping: { retentionDays: number | null; backups: { made: boolean; kept: number } }
  /** recovery sheet, backups and HTTPS, for the pages that set a commune up */
  care: HubCare
  /** every request that was answered, for the figures */
  onRequest?: (seen: SeenRequest) => void
  /** of the software, for /healthz and the API's description */
  version: string
  /** how tablets and officers reach the two origins, without a slash at the end */
  fieldUrl: string
  officeUrl: string
  /** how old the newest verified backup is; absent where no hub runs them */
  backup?: () => BackupHealth
}

/** What a request comes with: given by the node server, absent in tests that call the app directly. */
export interface HttpEnv {
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined } } }
}
