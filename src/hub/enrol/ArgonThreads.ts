import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Problem } from '../../protocol/problems.ts'

/** What `argon2id` or `argon2Verify` of hash-wasm is asked; plain values, they are copied to the thread. */
export type ArgonTask =
  | {
      what: 'hash'
      password: string
      salt: Uint8Array
      memorySize: number
      iterations: number
      parallelism: number
      outputType: 'binary' | 'encoded'
    }
  | { what: 'verify'; password: string; hash: string }

interface Job {
  task: ArgonTask
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * The thread's program. A string, because the hub is one bundle and its tests run from sources that node cannot load; it
 * does nothing but call hash-wasm, whose place it is told.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const { argon2id, argon2Verify } = require(workerData)
parentPort.on('message', async ({ what, ...input }) => {
  try {
    parentPort.postMessage({ value: await (what === 'hash' ? argon2id({ ...input, hashLength: 32 }) : argon2Verify(input)) })
  } catch {
    parentPort.postMessage({ failed: true })
  }
})
`

const answerSchema = z.union([z.object({ value: z.unknown() }), z.object({ failed: z.literal(true) })])

/** A task that hash-wasm refused (a hash that is none), or whose thread ended. */
export class ArgonFailed extends Error {}

/**
 * Argon2id beside the event loop: it takes a third of a second of one core, in which nobody else would be answered. A few
 * threads at most, so that the rest of the machine is left to the tablets, and what strangers ask for waits in a short row.
 * Threads start when first needed and keep no process alive that has nothing else to do.
 */
export class ArgonThreads {
  private readonly idle: Worker[] = []
  private readonly waiting: Job[] = []
  private busy = 0

  /** @param threads at once; `row`: how many may wait before what may be refused is */
  constructor(
    private readonly threads = 2,
    private readonly row = 8,
  ) {}

  /**
   * @param mayRefuse for what anybody may ask for: `busy` when the row is full
   * @returns what hash-wasm returns
   * @throws ArgonFailed, Problem `busy`
   */
  run(task: ArgonTask, mayRefuse = false): Promise<unknown> {
    if (mayRefuse && this.waiting.length >= this.row) return Promise.reject(new Problem('busy', { retryAfter: 5 }))
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject })
      this.next()
    })
  }

  private next(): void {
    if (this.busy >= this.threads) return
    const job = this.waiting.shift()
    if (!job) return
    this.busy += 1
    const worker = this.idle.pop() ?? this.start()
    // a command that hashes one password lives until it has it
    worker.ref()
    const end = (goesOn: boolean) => {
      worker.removeAllListeners()
      if (goesOn) {
        worker.unref()
        this.idle.push(worker)
        // ends while nobody asks it anything: forgotten, and another is started when needed
        worker.once('error', () => undefined)
        worker.once('exit', () => this.idle.splice(this.idle.indexOf(worker), 1))
      }
      this.busy -= 1
      this.next()
    }
    worker.removeAllListeners()
    worker.once('message', (message: unknown) => {
      const answer = answerSchema.safeParse(message)
      if (answer.success && 'value' in answer.data) job.resolve(answer.data.value)
      else job.reject(new ArgonFailed('argon2'))
      end(true)
    })
    worker.once('error', (error) => {
      job.reject(new ArgonFailed(error.name))
      end(false)
    })
    worker.postMessage(job.task)
  }

  private start(): Worker {
    const place = createRequire(import.meta.url).resolve('hash-wasm')
    return new Worker(program, { eval: true, workerData: place })
  }
}
