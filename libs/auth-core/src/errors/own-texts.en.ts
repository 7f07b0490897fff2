// What this library says itself, beside its diagnoses. A missing text in the other language does not compile.

export const ownTextsEn = {
  // Files and locks.
  process: (pid: number) => `process ${pid}`,
  anotherProcess: 'another process',
  locked: (who: string, path: string, seconds: number) =>
    `The saved sign-ins are locked by ${who} ("${path}"), which did not finish within ${seconds} s. Wait for it or end it, then try again.`,
  notALock: (path: string) =>
    `Cannot lock the token cache: "${path}" is not a folder of this program. Remove it, then try again.`,
  strangerInLock: (path: string, entry: string) =>
    `Cannot lock the token cache: "${path}" holds "${entry}", which this program did not make. Move it elsewhere, then try again.`,
  lockLost: (file: string) =>
    `Cannot write "${file}": this process paused for so long that another took over the lock. Try again.`,
  usedByOwnCall: (seconds: number) =>
    `The token cache is in use by another call of this process, which did not finish within ${seconds} s. Wait for it, then try again.`,
  emptyPath: 'The path of the file is empty. Name a file.',
  tooManyBytes: (path: string, bytes: number, largest: number) =>
    `Cannot write "${path}": ${bytes} bytes are more than the ${largest} allowed.`,
  notReadAgain: (path: string) =>
    `Did not write "${path}": the new content could not be read again. The file is as it was; tell the developers.`,
  notForYou: (path: string) =>
    `Cannot use "${path}": a file that you write there cannot be read by you, as on a drive that is mounted for another user. Mount it for yourself, or choose another file.`,
  comesBackChanged: (path: string) =>
    `Cannot use "${path}": what is written there comes back changed. Choose another file.`,
  wrongTypes: (path: string) =>
    `The authority's answer could not be kept in "${path}": it holds values of a wrong type. This process goes on with it; the next one may have to sign in again. Check that the authority is the right one, and tell its administrator.`,
  setAside: (file: string, why: string, keptAs: string) =>
    `The file "${file}" cannot be used: ${why} It is kept as "${keptAs}". Sign in again.`,
  whySetAside: {
    damaged: 'its content is damaged, or was changed by something else than this program.',
    'wrong-key':
      'it was encrypted with another key than the one that is kept now; with that key it can be used once it is moved back.',
    'key-lost':
      'the key that it was encrypted with is gone, as after a move to a new machine, or another one was named; with its key it can be used once it is moved back.',
    'not-encrypted': 'it is not encrypted, although it should be.',
    encrypted:
      'it is encrypted, although it should be plain text; with its key it can be used once it is moved back.',
    'too-large': 'it is too large to be a file of this program.',
  },
  // Keys.
  notEncrypted: (byFolder: boolean) =>
    `Not encrypted: any user who can read the file, or a copy of it, can use the tokens. ${byFolder ? 'Only the rights of its folder keep other users out.' : 'Its mode (0600) keeps other users out.'}`,
  encrypted: (provider: string) => `Encrypted with AES-256-GCM; the key is kept in ${provider}.`,
  keychain: 'the Keychain',
  credentialManager: 'the Windows Credential Manager',
  secretService: 'the Secret Service keyring',
  keyFile: (path: string) => `the file ${path}`,
  noKeyMade: (provider: string) => `A key to encrypt with is missing: ${provider} made none.`,
  keyOfWrongLength: (provider: string, bytes: number, right: number) =>
    `The key kept in ${provider} has ${bytes} bytes instead of ${right}. Remove it, then sign in again.`,
  noKeyring: (why: string, remedy: string) =>
    `The keyring, which keeps the key of the token cache, cannot be used: ${why}. ${remedy}`,
  startKeyring:
    'Start and unlock a Secret Service (gnome-keyring, KWallet, KeePassXC) in this D-Bus session, or choose another protection: a key file, or plain text.',
  unlockKeyring: 'Unlock it, or choose another protection: a key file, or plain text.',
  keyringPackageMissing: 'the package @napi-rs/keyring is not installed for this system',
  keyringProcessEnded: 'the process that asks it ended',
  noAnswerWithin: (seconds: number) => `it did not answer within ${seconds} s`,
  notAKey: (account: string, service: string) =>
    `its entry "${account}" of "${service}" does not hold a key; remove that entry`,
  // Authorities.
  authorityNotHttps: (authority: string, protocol: string) =>
    `the authority ${authority} starts with ${protocol}//, and codes and tokens travel over https only`,
  authorityMalformed: (authority: string, why: string) =>
    `the authority ${authority} ${why}; it looks like https://login.microsoftonline.com/{tenant}`,
  authorityElsewhere: (authority: string, origin: string) =>
    `the authority ${authority} is not on ${origin}, where this client gets its tokens; make a client of its own for it`,
  notAUrl: 'is not a URL',
  holdsCredentials: 'holds a user name or a password',
  hasQuery: 'has a query or a fragment',
  portZero: 'names port 0, where nothing can listen',
  namesNoTenant: 'names no tenant',
  isEndpoint: 'is the address of an endpoint',
  isNoTenant: 'is not the ID or the domain name of a tenant',
  foreignIssuer: (asked: string, found: string | undefined) =>
    `the authority was asked at ${asked}, and calls itself ${found ?? 'by no address'}`,
  // Accounts and flows.
  accountNotInCache: 'the account asked for is not in the token cache',
  accountOfOther: (username: string, place: string) =>
    `the account asked for, ${username} of ${place}, is not one that this client's authority has tokens for; make a client of its own for it`,
  notSignedIn: (username: string, names: string) =>
    `${username} is not signed in; signed in: ${names}`,
  accountsMatch: (count: number, names: string) =>
    `${count} accounts match and none was chosen: ${names}`,
  signedInOther: (username: string, asked: string) =>
    `${username} signed in, but a token for ${asked} was asked for`,
  anotherAccount: 'another account',
  askForSame: (username: string) => `; if that is the same user, ask for ${username}`,
  signedInFor: (username: string, found: string) => `${username} signed in for ${found}`,
  accountNotForAuthority: 'an account that the authority is not for',
  otherTenant: (got: string, expected: string) =>
    `the tenant ${got}, but a token of ${expected} was asked for`,
  brokerAnsweredFor: (username: string | undefined, asked: string) =>
    `the broker answered for ${username ?? 'nobody'}, but a token for ${asked} was asked for`,
  noToken: 'the flow ended without a token',
  noTokenForApi: 'getToken ended without a token, so the API was not called with one',
  noFlow: 'no way to sign in can work on this machine',
  originNotAllowed: (origin: string | undefined, allowed: string) =>
    `the token was not sent to ${origin ?? 'an address that is not a URL'}: only ${allowed || 'no origin'} may have it`,
  codeOfOther:
    'the saved device code was issued for another client, authority or scopes; it was not sent. Start a new sign-in.',
  browserNotOpened: 'the browser could not be opened; sign in with a device code instead',
  // Why a flow can work on this machine or not, as the rest of a sentence.
  flows: {
    brokerHere: 'the program has a broker, and this is a desktop',
    noBroker: 'the program has no broker',
    brokerOutside: 'the broker of Windows is not inside WSL',
    codeAnywhere: 'it needs no browser here: the user signs in elsewhere',
    browserOff: 'BROWSER says that there is no browser',
    textBrowser: 'BROWSER names a text browser, which cannot show the sign-in page',
    browserNamed: 'BROWSER names a browser',
    browserOfWindows: 'WSL can open the browser of Windows',
    desktop: 'this is a desktop session',
    display: 'a display is set',
    ci: 'CI is set: nobody sits at this machine',
    hosted: (name: string) =>
      `${name} is set: a browser outside cannot come back to this container`,
    remote: (name: string) => `${name} is set: the screen of this machine is not the user's`,
    container: (sign: string) =>
      `${sign} shows a container: a browser outside cannot come back to it`,
    serverCore: 'this Windows has no desktop (Server Core)',
    service: 'this is a service of Windows: no user sees its windows',
    noScreen: 'neither DISPLAY nor WAYLAND_DISPLAY is set: there is no screen',
    notOffered: 'the program does not offer it',
    insists: 'the program insists on it',
  },
  // Why the broker is not used, as the rest of a sentence.
  broker: {
    none: 'the client has none',
    late: (seconds: number, call: string) => `it did not answer within ${seconds} s (${call})`,
    notStarted: (what: string) => `its runtime could not be started (${what || 'no reason'})`,
    noRuntime: 'its runtime does not start here',
    platform: (platform: string, arch: string) =>
      `Microsoft has no broker for ${platform} on ${arch}`,
    needs: {
      win32: 'Windows 10 or later, and Windows Server 2019 or later, have it',
      darwin: 'it comes with Company Portal',
      linux: 'it needs libwebkit2gtk-4.1 and the Intune broker',
    } as Partial<Record<NodeJS.Platform, string>>,
    authority: (authority: string) => `it knows Microsoft's authorities only, and not ${authority}`,
    notInstalled: 'the package @azure/msal-node-extensions is not installed',
    notLoaded: (needsSecret: boolean) =>
      `the package @azure/msal-node-extensions does not load on this system${needsSecret ? '; it needs libsecret-1.so.0' : ''}`,
    withoutToken: 'it answered without an access token',
    nobody: (system: string | undefined) =>
      `nobody is signed in to ${system ?? 'this system'} with that account`,
    failed: (status: string | undefined) => `it failed (${status ?? 'without a reason'})`,
  },
  // An answer that no authority gives.
  answers: {
    tooLong: (bytes: number) => `an answer over ${bytes} bytes`,
    cutOff: (coding: string) => `an answer whose coding (${coding}) is damaged or cut off`,
    unreadable: (coding: string | undefined) =>
      `an answer in a content encoding that this program cannot read: ${coding ?? 'an unknown one'}; a proxy on the way may have applied it`,
    otherProtocol: 'the server changed to another protocol',
    none: 'the connection ended without an answer',
    wrongMembers: 'an answer with members that are missing or of a wrong type',
    noSuchStatus: 'an answer with a status that HTTP does not have',
    halfJson: (from: string) => `HTTP ${from} with JSON that ends in the middle`,
    notOfAuthority: (from: string, type: string | undefined) =>
      `HTTP ${from} with a body (${type ?? 'no known content type'}) that the authority would not send`,
    from: (status: number, address: string | undefined) =>
      address === undefined ? `${status}` : `${status} from ${address}`,
    noDescription: (name: string) => `a description of itself without a usable ${name}`,
    unfitPage: (name: string) => `a description whose ${name} no browser may open`,
    noAccessToken: 'a token answer without an access token',
    noIdToken: 'a token answer without an ID token',
    otherType: (type: string) => `a token answer whose token_type is not ${type}`,
    notAToken: (name: string) => `a token answer whose ${name} is not a token`,
    notAText: (name: string) => `a token answer whose ${name} is not a text`,
    notATime: (name: string) => `a token answer whose ${name} is not a time in seconds`,
    notJson: 'a token answer whose client_info is not JSON',
    notAnIdToken: 'a token answer whose id_token is not an ID token',
    idTokenOf: (whom: 'client' | 'authority' | 'time' | 'user') =>
      `a token answer with an ID token ${{ client: 'for another app', authority: 'of another authority or tenant', time: 'that is over', user: 'of another user' }[whom]}`,
  },
};

export type OwnTexts = typeof ownTextsEn;
