import { z } from 'zod'

const stateSchema = z.object({ communes: z.array(z.object({ id: z.string(), name: z.string() })) })
const deviceSchema = z.object({ id: z.string(), label: z.string(), status: z.string(), code: z.string().nullable() })
const enrolSchema = z.object({ enrolUrl: z.string() })

const attentionSchema = z.object({
  items: z.array(
    z.object({
      chain: z.string(),
      n: z.number(),
      state: z.string(),
      reason: z.string().nullable(),
      device: z.string().nullable(),
    }),
  ),
  alarms: z.array(
    z.object({
      code: z.string(),
      chain: z.string().nullable(),
      n: z.number().nullable(),
      device: z.string().nullable(),
    }),
  ),
})

export type DeskDevice = z.infer<typeof deviceSchema>

/** The desk said no. */
export class DeskRefusal extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`the desk answered ${status}: ${body.slice(0, 300)}`)
  }
}

/** An officer at the desk, over HTTP as the desk's pages speak it. A session outlives restarts of the hub. */
export class DeskClient {
  private cookie = ''

  private constructor(
    readonly url: string,
    /** the commune that is signed in to */
    readonly tenant: string,
  ) {}

  /** Sign in to the hub's first commune. Throws `DeskRefusal`. */
  static async signIn(url: string, officer: { name: string; password: string }): Promise<DeskClient> {
    const { communes } = await new DeskClient(url, '').get('/api/desk/state', stateSchema)
    const tenant = communes[0]?.id
    if (tenant === undefined) throw new Error('the hub has no commune')
    const desk = new DeskClient(url, tenant)
    await desk.signInAgain(officer)
    return desk
  }

  /** As whoever it is, once the session is over. Throws `DeskRefusal`. */
  async signInAgain({ name, password }: { name: string; password: string }): Promise<void> {
    await this.post('/api/desk/login', { commune: this.tenant, name, password }, z.unknown())
  }

  get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.ask('GET', path, undefined, schema)
  }

  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return this.ask('POST', path, body, schema)
  }

  /** What is no JSON: a picture. Throws `DeskRefusal`. */
  async bytes(path: string): Promise<Buffer> {
    const response = await this.send('GET', path, undefined)
    if (!response.ok) throw new DeskRefusal(response.status, await response.text())
    return Buffer.from(await response.arrayBuffer())
  }

  private async ask<T>(method: string, path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    const response = await this.send(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new DeskRefusal(response.status, text)
    return schema.parse(text === '' ? null : JSON.parse(text))
  }

  private async send(method: string, path: string, body: unknown): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'x-tram-so': '1',
        origin: this.url,
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const set = response.headers.getSetCookie()[0]
    if (set !== undefined) this.cookie = set.split(';')[0] ?? ''
    return response
  }

  devices(): Promise<DeskDevice[]> {
    return this.get('/api/desk/devices', z.array(deviceSchema))
  }

  /** What the desk is shown as held, rejected or alarming. */
  attention(): Promise<z.infer<typeof attentionSchema>> {
    return this.get('/api/desk/attention', attentionSchema)
  }

  async decide(device: string, action: 'approve' | 'refuse' | 'revoke', purpose?: 'team' | 'kiosk'): Promise<void> {
    await this.post(`/api/desk/devices/${device}`, { action, purpose }, z.unknown())
  }

  /** A fresh one-time link for a tablet of the first hamlet. */
  async enrolUrl(): Promise<string> {
    const units = await this.get('/api/desk/units', z.array(z.object({ code: z.string(), kind: z.string() }).loose()))
    const unit = (units.find((one) => one.kind === 'hamlet') ?? units[0])?.code
    return (await this.post('/api/desk/enrol-tokens', { unit }, enrolSchema)).enrolUrl
  }
}
