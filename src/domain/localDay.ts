/** Vietnam has one zone, and no summer time. */
const vietnamMs = 7 * 3_600_000

/**
 * The day of an instant by the calendar on the commune's wall, as `2026-11-27`: hubs run in UTC, and a tablet comes from the shop in
 * some other zone.
 */
export const localDay = (instant: number): string => new Date(instant + vietnamMs).toISOString().slice(0, 10)
