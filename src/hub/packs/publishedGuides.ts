import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import { readPack } from '../../protocol/packContent.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { toldPack } from './toldPack.ts'

/** The guides that this commune has published and not withdrawn. */
export async function publishedGuides(tx: TenantTx): Promise<GuideDefinition[]> {
  const guides: GuideDefinition[] = []
  for (const row of await tx.packs()) {
    const told = row.kind === 'guide' ? toldPack(row) : null
    const body = told && !told.withdrawn ? await tx.packBody(told.sha256) : null
    const read = body && readPack(body.body)
    if (read?.ok && read.content.kind === 'guide') guides.push(read.content.guide)
  }
  return guides
}
