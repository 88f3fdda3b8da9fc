import type { Context, Hono } from 'hono'
import { photosRequestSchema } from '../../protocol/api.ts'
import { limits as sizes } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { answerPhotos } from '../photos/answerPhotos.ts'
import { hostOf } from './address.ts'
import type { HttpEnv, HttpPorts } from './HttpPorts.ts'
import { OpenPushes } from './OpenPushes.ts'
import { bodyOf, readJson } from './readBody.ts'
import { steadyBody } from './steadyBody.ts'
import { tabletRoutes } from './tabletRoutes.ts'

/** Photos from tablets: uploads by tus, and how they stand (SPEC PHO-4…7). */
export function photoHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { limits, clients, uploads } = ports
  /** Of one tablet at one address; its id is believed no further than that before its signature was checked. */
  const count = (context: Context<HttpEnv>, who: string) =>
    limits.count('photo', `${clients.addressOf(context)} ${who}`)

  const open = new OpenPushes()
  const upload = async (context: Context<HttpEnv>) => {
    const { raw } = context.req
    await count(context, (context.req.header('authorization') ?? '').slice(0, 56))
    return open.within(hostOf(clients.addressOf(context)), () => {
      const body = raw.body ? steadyBody(bodyOf(raw, sizes.photoSealed)) : null
      return uploads.answer(raw, context.req.param('id'), body)
    })
  }
  app.post(tabletRoutes.photosAsk.path, async (context) => {
    const request = await readJson(context.req.raw, photosRequestSchema)
    await count(context, request.device)
    return context.json(await answerPhotos(uploads.photoPorts, request))
  })
  app.post(tabletRoutes.photoCreate.path, upload)
  app.patch(tabletRoutes.photoSend.path, upload)
  // a HEAD comes here as the GET that it is without a body
  app.get(tabletRoutes.photoState.path, (context) => {
    if (context.req.raw.method !== 'HEAD') throw new Problem('not-found')
    return upload(context)
  })
}
