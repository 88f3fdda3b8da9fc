/** The kiosk's first screen. Its addresses are in memory only (`shell/kiosk/MemoryLocation.tsx`). */
export const kioskHome = '/field'
export const kioskCall = '/field/call'
export const kioskTicket = '/field/ticket'
export const kioskLookUp = '/field/look-up'
export const slipOf = (id: string): string => `/field/slip/${id}`
export const kioskAppointment = '/field/appointment'
export const kioskFeedback = '/field/feedback'
