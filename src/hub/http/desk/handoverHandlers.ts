import type { Hono } from 'hono'
import { handoverLimits } from '../../../protocol/handoverLimits.ts'
import { deskEvenings } from '../../handover/deskEvenings.ts'
import { importWorkFile } from '../../handover/importWorkFile.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readBytes } from '../readBody.ts'
import { handoverRoutes } from './handoverRoutes.ts'
import { onRoute } from './onRoute.ts'

/** Work that came to the desk by hand. */
export function handoverHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { ingest, uploads, enrol } = ports

  onRoute(app, ports, handoverRoutes.importFile, async (context, { tenant, officer }) => {
    const file = await readBytes(context.req.raw, handoverLimits.workFile)
    const hub = { ingest, photos: uploads.photoPorts, rootKey: enrol.rootKey }
    return context.json(await importWorkFile(hub, tenant, `officer:${officer.id}`, file))
  })
  onRoute(app, ports, handoverRoutes.evenings, async (context, { tenant }) =>
    context.json(await deskEvenings(ingest, tenant)),
  )
}
