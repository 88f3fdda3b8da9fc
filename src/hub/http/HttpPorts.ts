import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import type { SignInGuard } from '../enrol/officerSession.ts'
import type { PracticeShelf } from '../enrol/practiceCommune.ts'
import type { IngestPorts } from '../ingest/IngestPorts.ts'
import type { Log } from '../log/Log.ts'
import type { Clients } from './Clients.ts'
import type { RateLimits } from './RateLimits.ts'
import type { SetupLink } from './SetupLink.ts'
import type { StaticFiles } from './StaticFiles.ts'

/** What both origins work with; `hub/main.ts` puts it together. */
export interface HttpPorts {
  ingest: IngestPorts
  enrol: EnrolPorts
  log: Log
  limits: RateLimits
  clients: Clients
  signIns: SignInGuard
  setup: SetupLink
  practice: PracticeShelf
  /** the built tablet app and desk; null before a build */
  files: StaticFiles | null
  /** of the software, for /healthz and the API's description */
  version: string
  /** how tablets and officers reach the two origins, without a slash at the end */
  fieldUrl: string
  officeUrl: string
}

/** What a request comes with: given by the node server, absent in tests that call the app directly. */
export interface HttpEnv {
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined } } }
}
