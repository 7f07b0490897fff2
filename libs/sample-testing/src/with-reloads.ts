/**
 * Opens a page as a user does whose browser shows a broken connection: loads it again, up to three times
 * in all.
 *
 * @throws what the last try threw
 */
export async function withReloads<Page>(open: () => Promise<Page>): Promise<Page> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await open();
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}
