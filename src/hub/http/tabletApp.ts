import type { Context, Hono } from 'hono'
import {
  callRequestSchema,
  claimRequestSchema,
  enrolRequestSchema,
  enrolStateRequestSchema,
  headRequestSchema,
  packRequestSchema,
  pullRequestSchema,
} from '../../protocol/api.ts'
import { limits as sizes } from '../../protocol/limits.ts'
import { Problem, problems } from '../../protocol/problems.ts'
import { queueRequestSchema } from '../../protocol/queue.ts'
import { DeviceStates } from '../enrol/DeviceStates.ts'
import { enrolDevice } from '../enrol/enrolDevice.ts'
import { answerHead } from '../ingest/answerHead.ts'
import { ingestPush } from '../ingest/ingestPush.ts'
import { answerCall } from '../kiosk/answerCall.ts'
import { answerClaim } from '../kiosk/answerClaim.ts'
import { answerQueue } from '../kiosk/answerQueue.ts'
import { answerPack } from '../packs/answerPack.ts'
import { answerPull } from '../pull/answerPull.ts'
import { hostOf } from './address.ts'
import { baseApp, finishApp } from './baseApp.ts'
import type { HttpEnv, HttpPorts } from './HttpPorts.ts'
import { OpenPushes } from './OpenPushes.ts'
import { photoHandlers } from './photoHandlers.ts'
import { pushBody } from './pushBody.ts'
import { readAhead } from './readAhead.ts'
import { bodyOf, mustBeOfType, readJson } from './readBody.ts'
import { steadyBody } from './steadyBody.ts'
import { tabletRoutes } from './tabletRoutes.ts'

/** A stream of pages; a reader who leaves stops the making of further ones. */
function streamOf(pages: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pages[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

/** The desk's page and code are not of this origin (design D17). */
const tabletFile = (path: string): string | null => {
  if (path === '/') return '/index.html'
  return path === '/desk.html' || path.startsWith('/desk/') ? null : path
}

/** The tablets' origin: the app's files and its API. Parse, check, call, reply; decisions are made further in. */
export function tabletApp(ports: HttpPorts): Hono<HttpEnv> {
  const routes = Object.values(tabletRoutes)
  const app = baseApp(ports, ports.fieldUrl, 'Trạm Số: tablets', routes)
  const { limits, clients } = ports
  const pushes = new OpenPushes()
  const states = new DeviceStates(ports.enrol)
  // before any signature is checked the id is only said: who knows another tablet's must not use up its turn
  const countDevice = (context: Context<HttpEnv>, device: string) =>
    limits.count('device', `${clients.addressOf(context)} ${device}`)

  app.post(tabletRoutes.enrol.path, async (context) => {
    await limits.count('enrol', clients.addressOf(context))
    return context.json(await enrolDevice(ports.enrol, await readJson(context.req.raw, enrolRequestSchema)))
  })
  app.post(tabletRoutes.enrolState.path, async (context) => {
    const request = await readJson(context.req.raw, enrolStateRequestSchema)
    await countDevice(context, request.device)
    return context.json(await states.of(request))
  })
  app.post(tabletRoutes.head.path, async (context) => {
    const request = await readJson(context.req.raw, headRequestSchema)
    await countDevice(context, request.device)
    return context.json(await answerHead(ports.ingest, request))
  })
  app.post(tabletRoutes.push.path, async (context) => {
    mustBeOfType(context.req.raw, 'application/octet-stream')
    // no tablet of ours sends one: pieces of a byte each cost the hub a thousand times what they cost their sender
    if (context.req.header('transfer-encoding') !== undefined) throw new Problem('malformed')
    const whole = bodyOf(context.req.raw, sizes.pushBody)
    const body = pushBody(steadyBody(whole), (device) => countDevice(context, device))
    const answer = await pushes.within(hostOf(clients.addressOf(context)), () =>
      ingestPush(ports.ingest, readAhead(body)),
    )
    const status = answer.problem === 'fork' ? problems.fork.status : problems['bad-frame'].status
    return context.json(answer, answer.problem === null ? 200 : status)
  })
  app.post(tabletRoutes.pull.path, async (context) => {
    const request = await readJson(context.req.raw, pullRequestSchema)
    await countDevice(context, request.device)
    const pages = await answerPull(ports.ingest, request)
    return new Response(streamOf(pages), { headers: { 'content-type': 'application/octet-stream' } })
  })
  app.post(tabletRoutes.call.path, async (context) => {
    const request = await readJson(context.req.raw, callRequestSchema)
    await countDevice(context, request.device)
    return context.json(await answerCall(ports.ingest, request))
  })
  app.post(tabletRoutes.queue.path, async (context) => {
    const request = await readJson(context.req.raw, queueRequestSchema)
    await countDevice(context, request.device)
    return context.json(await answerQueue(ports.ingest, request))
  })
  app.post(tabletRoutes.claim.path, async (context) => {
    const request = await readJson(context.req.raw, claimRequestSchema)
    await countDevice(context, request.device)
    await limits.count('claim', `${clients.addressOf(context)} ${request.device}`)
    return context.json(await answerClaim(ports.ingest, request))
  })
  app.post(tabletRoutes.pack.path, async (context) => {
    const request = await readJson(context.req.raw, packRequestSchema)
    await countDevice(context, request.tenant)
    const body = await answerPack(ports.ingest, request)
    return new Response(body.slice(), { headers: { 'content-type': 'application/octet-stream' } })
  })
  photoHandlers(app, ports)
  return finishApp(app, ports, routes, tabletFile)
}
