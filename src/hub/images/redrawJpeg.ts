import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { limits } from '../../protocol/limits.ts'
import { type JpegFault, readJpeg } from './readJpeg.ts'
import { Turns } from './Turns.ts'

/**
 * The process's program. A string, because the hub is one bundle and its tests run from sources that node cannot load. It knows
 * one loader, has no environment, and whatever happens in it ends with it.
 */
const program = `
const { default: sharp } = await import(process.argv[1])
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer'] })
sharp.cache(false)
sharp.concurrency(1)
const parts = []
for await (const part of process.stdin) parts.push(part)
const picture = sharp(Buffer.concat(parts), { failOn: 'warning', limitInputPixels: Number(process.argv[2]), sequentialRead: true })
process.stdout.write(await picture.jpeg({ quality: 90 }).toBuffer())
`

/** One page at 200 KB takes a quarter of a second, most of it the start of the process. */
const patienceMs = 10_000
/** Drawn at a higher quality than it came in, it may grow; it never grows so much. */
const mostBytes = 4 * 1024 * 1024

/** Why a picture is shown to nobody (SPEC PHO-9). */
export type ImageFault = JpegFault | 'undecodable'

/** Pictures are opened by hand, one at a time; the cores are the tablets'. */
const turns = new Turns(2)

/**
 * The same picture drawn anew, in a process of its own that knows JPEG and nothing else (SPEC PHO-9, fault 47): of what came, no byte
 * is shown to anybody.
 */
export async function redrawJpeg(jpeg: Uint8Array): Promise<Uint8Array | ImageFault> {
  const fault = readJpeg(jpeg)
  if (typeof fault === 'string') return fault
  return turns.take(() => drawn(jpeg))
}

function drawn(jpeg: Uint8Array): Promise<Uint8Array | ImageFault> {
  const sharp = pathToFileURL(createRequire(import.meta.url).resolve('sharp')).href
  const pixels = limits.photoSide ** 2
  const args = ['--input-type=module', '-e', program, sharp, String(pixels)]
  return new Promise((resolve, reject) => {
    const { root } = parse(process.execPath)
    const child = spawn(process.execPath, args, { cwd: root, env: {}, stdio: ['pipe', 'pipe', 'ignore'] })
    const parts: Uint8Array[] = []
    let length = 0
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    child.stdout.on('data', (part: Uint8Array) => {
      parts.push(part)
      length += part.length
      if (length > mostBytes) child.kill('SIGKILL')
    })
    // a process that ends before it has read everything: its end says what there is to say
    child.stdin.on('error', () => undefined)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      const picture = new Uint8Array(Buffer.concat(parts))
      resolve(code === 0 && picture[0] === 0xff && length <= mostBytes ? picture : 'undecodable')
    })
    child.stdin.end(jpeg)
  })
}
