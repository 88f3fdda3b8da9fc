import { Agent, request } from 'node:http'
import type { FuzzRequest, Origin } from './requests.ts'

export interface FuzzAnswer {
  /** 0 when none came */
  status: number
  text: string
}

/** An answer that takes longer is none: nothing that is asked here costs so much. */
const patienceMs = 60_000
/** As much of an answer is looked at. */
const mostText = 2_000

function send(agent: Agent, url: string, { method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const gone = (error: Error) => resolve({ status: 0, text: error.message })
    const length = body === null ? {} : { 'content-length': String(body.length) }
    const { hostname, port } = new URL(url)
    const asked = request(
      { agent, hostname, port, method, path, headers: { ...headers, ...length }, timeout: patienceMs },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          if (text.length < mostText) text += part
        })
        response.on('error', gone)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: text.slice(0, mostText) }))
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')))
    asked.on('error', gone)
    asked.end(body ?? undefined)
  })
}

/** Sends requests, several at a time, and tells of each answer. */
export async function sendAll(
  urls: Readonly<Record<Origin, string>>,
  requests: readonly FuzzRequest[],
  lines: number,
  onAnswer: (request: FuzzRequest, answer: FuzzAnswer, index: number) => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: lines })
  let next = 0
  const line = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const one = requests[at]
      if (one) onAnswer(one, await send(agent, urls[one.origin], one), at)
    }
  }
  try {
    await Promise.all(Array.from({ length: lines }, line))
  } finally {
    agent.destroy()
  }
}
