import type { core } from 'zod'
import type { ProblemCode } from '../../protocol/problems.ts'

/** One route as the API's description tells it. Handlers read the path from here, so none can be left out. */
export interface ApiRoute {
  method: 'get' | 'post' | 'head' | 'patch'
  /** hono's form: `/api/desk/cases/:id` */
  path: string
  summary: string
  /** JSON by schema, the bytes of SPEC.md, or a picture; absent where there is no body */
  body?: core.$ZodType | 'octets'
  answer?: core.$ZodType | 'octets' | 'jpeg'
  query?: Record<string, string>
  problems: readonly ProblemCode[]
  /** needs an officer's session */
  signedIn?: boolean
  /** of an officer with this role; any officer where it is absent */
  role?: 'admin'
}
