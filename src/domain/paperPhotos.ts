/** Photos of one case, and pages of one paper: what one item may name (SPEC ITM-2), and what an officer looks through. */
export const mostPhotos = 40
export const mostPages = 10

/** One page of one paper; a newer tablet may say more of it. */
export interface PaperPhoto {
  readonly paper: string
  /** the id of its sealed form (SPEC PHO-3) */
  readonly photo: string
}

/** @returns the photos of one paper, in the order of its pages. */
export const pagesOf = <P extends PaperPhoto>(photos: readonly P[] | undefined, paper: string): readonly P[] =>
  (photos ?? []).filter((page) => page.paper === paper)

/** @returns whether one more photo of this paper may be taken. */
export const hasRoomFor = (photos: readonly PaperPhoto[] | undefined, paper: string): boolean =>
  (photos ?? []).length < mostPhotos && pagesOf(photos, paper).length < mostPages

/** @returns the photos with one more as the last page of its paper. */
export const withPhoto = <P extends PaperPhoto>(photos: readonly P[] | undefined, page: PaperPhoto) => [
  ...(photos ?? []),
  page,
]

/** @returns the photos without this one, or null when none is left. */
export const withoutPhoto = <P extends PaperPhoto>(photos: readonly P[] | undefined, photo: string) => {
  const left = (photos ?? []).filter((page) => page.photo !== photo)
  return left.length > 0 ? left : null
}
