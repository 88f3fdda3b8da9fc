import { DeskClient } from './DeskClient.ts'
import { enrolTablet } from './enrolTablet.ts'
import { FieldTablet } from './FieldTablet.ts'
import { HubProcess, type HubProcessOptions } from './HubProcess.ts'

/** A running practice hub with an officer signed in, who lets tablets in. */
export interface FieldHub {
  hub: HubProcess
  desk: DeskClient
  tenant: string
  /** Enrol, approve and unlock one more tablet. */
  tablet(label?: string): Promise<FieldTablet>
  dispose(): Promise<void>
}

export async function fieldHub(options: HubProcessOptions = {}): Promise<FieldHub> {
  const hub = await HubProcess.start(options)
  const { officer, volunteerPin, enrolUrl } = hub.practice
  const desk = await DeskClient.signIn(hub.officeUrl, officer)
  let link: string | null = enrolUrl
  let count = 0
  return {
    hub,
    desk,
    tenant: desk.tenant,
    async tablet(label = `Máy thử ${++count}`) {
      const url = link ?? (await desk.enrolUrl())
      // a link works once
      link = null
      return new FieldTablet(await enrolTablet(hub.fieldUrl, url, desk, volunteerPin, label), hub.fieldUrl)
    },
    dispose: () => hub.dispose(),
  }
}
