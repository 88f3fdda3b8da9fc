import { z } from 'zod'

const answerSchema = z.object({ value: z.unknown() })
const problemSchema = z.object({ error: z.string(), message: z.string() })
const sessionSchema = z.object({ sessionId: z.string() })
/** the name under which W3C WebDriver hands elements over */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
const elementSchema = z.object({ [elementKey]: z.string() }).nullable()

/** The few W3C WebDriver commands that the smoke test needs, over fetch. */
export class WebDriver {
  private constructor(
    private readonly driver: string,
    private readonly session: string,
  ) {}

  /** @param driver address of a running WebDriver server */
  static async begin(driver: string, capabilities: Record<string, unknown>): Promise<WebDriver> {
    const answer = await ask('POST', `${driver}/session`, { capabilities: { alwaysMatch: capabilities } })
    return new WebDriver(driver, sessionSchema.parse(answer).sessionId)
  }

  private ask(method: 'POST' | 'DELETE', path: string, body: unknown = {}): Promise<unknown> {
    return ask(method, `${this.driver}/session/${this.session}${path}`, body)
  }

  async goto(url: string): Promise<void> {
    await this.ask('POST', '/url', { url })
  }

  /** Runs the body of a function; what it returns may be a promise. */
  async execute(script: string, args: readonly unknown[] = []): Promise<unknown> {
    return this.ask('POST', '/execute/sync', { script, args })
  }

  /** Runs the body of a function that gives an element or null. @returns the element's id */
  async element(script: string, args: readonly unknown[]): Promise<string | null> {
    return elementSchema.parse(await this.execute(script, args))?.[elementKey] ?? null
  }

  async click(element: string): Promise<void> {
    // WebKitGTK's driver calls what lies below the screen not interactable, instead of bringing it into sight
    await this.execute(`arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })`, [
      { [elementKey]: element },
    ])
    await this.ask('POST', `/element/${element}/click`)
  }

  async type(element: string, text: string): Promise<void> {
    await this.ask('POST', `/element/${element}/value`, { text })
  }

  async end(): Promise<void> {
    await this.ask('DELETE', '')
  }
}

async function ask(method: 'POST' | 'DELETE', url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(30_000),
  })
  const { value } = answerSchema.parse(await response.json())
  const problem = problemSchema.safeParse(value)
  if (!response.ok && problem.success) throw new Error(`${problem.data.error}: ${problem.data.message}`)
  return value
}
