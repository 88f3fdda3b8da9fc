import type { Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import { makeToken } from '../../enrol/enrolToken.ts'
import { readyCommunes, setUpCommune } from '../../enrol/makeCommune.ts'
import { sessionOf, signIn, signOut } from '../../enrol/officerSession.ts'
import { passkeySite } from '../../enrol/passkeySite.ts'
import { practiceCommune } from '../../enrol/practiceCommune.ts'
import type { TenantRow } from '../../store/rows.ts'
import { subnetOf } from '../address.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { readJson } from '../readBody.ts'
import { deskRoutes, loginBody, practiceBody, setupBody } from './deskRoutes.ts'
import { dropSession, giveSession, mustBeOwnPage, sessionCookie } from './deskSession.ts'

const communeAnswer = ({ id, name, practice }: TenantRow) => ({ id, name, practice })

/** What needs no session: the state, the one-time set-up, signing in and out. */
export function setupHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  const { enrol, limits, officeUrl, clients } = ports

  const site = passkeySite(officeUrl)
  async function anyPasskey(communes: readonly TenantRow[]): Promise<boolean> {
    for (const { id } of communes) {
      if ((await enrol.store.inTenant(id, (tx) => tx.passkeys())).length > 0) return true
    }
    return false
  }

  app.get(deskRoutes.state.path, async (context) => {
    const communes = await readyCommunes(enrol)
    const cookie = sessionCookie(context)
    const signedIn = cookie === '' ? null : await sessionOf(enrol, cookie)
    const commune = signedIn && communes.find((row) => row.id === signedIn.tenant)
    return context.json({
      setup: communes.length === 0 ? 'needed' : 'done',
      communes: communes.map(communeAnswer),
      passkeys: site !== null && (await anyPasskey(communes)) ? site.rpId : null,
      signedIn:
        signedIn && commune
          ? {
              officer: {
                id: signedIn.officer.id,
                displayName: signedIn.officer.displayName,
                role: signedIn.officer.role,
              },
              commune: { ...communeAnswer(commune), code: commune.communeCode, listDate: commune.listDate },
            }
          : null,
    })
  })

  app.post(deskRoutes.setup.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    await limits.count('enrol', clients.addressOf(context))
    const { token, ...input } = await readJson(context.req.raw, setupBody)
    const id = await ports.setup.use(token, () => setUpCommune(enrol, input))
    const commune = (await enrol.store.tenants()).find((row) => row.id === id)
    if (!commune) throw new Problem('unavailable')
    return context.json({ commune: communeAnswer(commune) })
  })

  app.post(deskRoutes.practice.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    await limits.count('enrol', clients.addressOf(context))
    const { token } = await readJson(context.req.raw, practiceBody)
    const made = await ports.setup.use(token, () => practiceCommune(enrol, ports.practice))
    const link = await makeToken(enrol, made.tenant, 'hub', made.unitCode)
    return context.json({
      commune: made.tenant,
      officer: made.officer,
      volunteerPin: made.volunteerPin,
      volunteers: made.volunteers,
      enrolUrl: `${ports.fieldUrl}/enrol#token=${link.token}`,
    })
  })

  app.post(deskRoutes.login.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    const asked = await readJson(context.req.raw, loginBody)
    const address = clients.addressOf(context)
    await limits.count('login', address)
    const { cookie, expiresAt } = await signIn(enrol, ports.signIns, { ...asked, network: subnetOf(address) })
    giveSession(context, officeUrl, cookie)
    return context.json({ expiresAt })
  })

  app.post(deskRoutes.logout.path, async (context) => {
    mustBeOwnPage(context, officeUrl)
    await signOut(enrol, sessionCookie(context))
    dropSession(context, officeUrl)
    return context.json({})
  })
}
