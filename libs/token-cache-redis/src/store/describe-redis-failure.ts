import {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  RootNodesUnavailableError,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from 'redis';

const classes = {
  ClientClosedError,
  ClientOfflineError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  RootNodesUnavailableError,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
};

/** What went wrong between this process and Redis, to be shown to users; it quotes nothing that was sent. */
export interface RedisFailure {
  /** The first word of Redis's answer, or the code of what kept it from answering. */
  word: string;
  /** True: Redis answered and refused. False: no usable answer came. */
  isRefusal: boolean;
  /** Why, and what to do next; missing where the word alone says as much. */
  advice?: string;
}

/** Answers that the same Redis gives until its settings, its state or the URL change. */
const refusals: Record<string, string> = {
  NOAUTH: 'It asks for a password. Put it into the URL: redis://user:password@host.',
  WRONGPASS:
    'User name or password are wrong, or the user is disabled. Correct them in the URL, with special characters percent-encoded.',
  NOPERM:
    'The user of this connection lacks a permission. Allow it the commands that read and write strings, EVAL and the keys of the prefix (ACL SETUSER).',
  READONLY:
    'It is a replica, which takes no writes. Connect to the primary; after a failover that happens by itself, if the address leads there.',
  MASTERDOWN:
    'It is a replica that lost its primary. Connect to the primary, or bring that one back.',
  OOM: 'Its memory is full. Raise maxmemory, or set maxmemory-policy volatile-ttl.',
  MISCONF:
    'It cannot save to its disk, so it takes no writes. Read its log and make room on its disk.',
  NOREPLICAS:
    'Fewer replicas are connected than min-replicas-to-write asks for. Bring them back, or lower that number.',
  LOADING: 'It has just started and is still reading its data. Wait until it has.',
  BUSY: 'A script of another client holds it up. Wait, or end that with SCRIPT KILL.',
  TRYAGAIN: 'The cluster is moving this key to another node. Wait until it has.',
  CLUSTERDOWN:
    'The cluster has lost nodes and answers for none of its keys, or not for this one. Bring the nodes back.',
  MOVED:
    'It is one node of a cluster, and the key belongs to another node. Use a client for clusters (createCluster of redis), or a Redis that is not a cluster.',
  ASK: 'It is one node of a cluster, and the key is on its way to another node. Use a client for clusters (createCluster of redis).',
  CROSSSLOT:
    'It is a cluster, or a proxy before one, that wants all keys of a command in one slot. Use a client for clusters (createCluster of redis).',
  WRONGTYPE:
    'Another program keeps something else under this key. Give one of the two another prefix.',
  DENIED:
    'It is in protected mode and takes connections of its own machine only. Set a password for it (requirepass, or ACL) and put that into the URL.',
  NOPROTO: 'It does not know the protocol of this client. Use Redis 6.2 or later.',
};

/** Redis says `ERR` of many things; its text is not passed on, as it may quote what was sent. */
const errors: [says: RegExp, advice: string][] = [
  [
    /max number of clients/i,
    'It has as many clients as maxclients allows. Raise that, or close connections that are left over.',
  ],
  [
    /DB index is out of range|invalid DB index|SELECT is not allowed in cluster/i,
    'It has no database of this number. Correct the number at the end of the URL; a cluster has database 0 only.',
  ],
  [
    /without any password configured|no password is set/i,
    'The URL has a password, and this Redis asks for none. Take it out of the URL, or set one in Redis.',
  ],
  [
    /wrong number of arguments for 'auth'/i,
    'It knows no user names. Leave the user name in the URL empty (redis://:password@host), or use Redis 6.2 or later.',
  ],
  [
    /unknown command|unknown subcommand|command .{0,40}(?:is )?not (?:allowed|supported|permitted)/i,
    'It does not know a command that is needed, or the command is switched off. Use Redis 6.2 or later with GETEX and EVAL.',
  ],
  [/invalid password/i, 'The password is wrong. Correct it in the URL.'],
  [/can't run this command|no permissions?/i, refusals['NOPERM'] ?? ''],
];

/** What keeps a connection from coming up, where its code says how to mend it. */
const connecting: [code: RegExp, advice: string][] = [
  [
    /^(?:ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_RECORD_LAYER_FAILURE|EPROTO)$/,
    'It answers without TLS. Write redis:// instead of rediss://, or name the port with TLS.',
  ],
  [/^ERR_SSL_/, 'TLS could not be agreed on. Compare the TLS settings of both sides.'],
  [
    /CERT|^UNABLE_TO_|^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'Its certificate is not trusted. Give Node.js the CA with NODE_EXTRA_CA_CERTS, and use the name that the certificate has.',
  ],
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'Its name cannot be resolved. Check the host in the URL and the DNS.',
  ],
];

/** A side with TLS and one without wait for each other, or hang up. */
const SILENT = /^(?:ConnectionTimeoutError|SocketClosedUnexpectedlyError|ECONNRESET)$/;
const otherScheme = {
  'rediss:': 'It may speak no TLS at this port: then write redis:// instead of rediss://.',
  'redis:': 'It may speak TLS only at this port: then write rediss:// instead of redis://.',
};

/** @param scheme `redis:` or `rediss:`, for a connection that did not come up */
export function describeRedisFailure(error: unknown, scheme?: string): RedisFailure {
  const { code, name, message, errors: several } = Object(error) as Record<string, unknown>;
  if (Array.isArray(several) && several.length > 0) return describeRedisFailure(several[0], scheme);
  const reply = typeof message === 'string' && !isWord(code) ? replyIn(message) : undefined;
  if (reply) return { isRefusal: true, ...reply };
  const words = [code, name === 'Error' ? classNameOf(error as Error) : name];
  const word = words.find(isWord) ?? 'unknown';
  const hint = SILENT.test(word) ? otherScheme[scheme as keyof typeof otherScheme] : undefined;
  return withAdvice(
    { word, isRefusal: false },
    hint ?? connecting.find(([codes]) => codes.test(word))?.[1],
  );
}

/** Errors of node-redis have a class of their own and the name of Error; a bundler shortens the class's. */
function classNameOf(error: Error): string {
  const known = Object.entries(classes).find(([, one]) => error instanceof one);
  return known?.[0] ?? error.constructor.name;
}

/** `OOM command not allowed …`; before Redis 7 `ERR Error running script …: -OOM command …`. */
function replyIn(message: string): Omit<RedisFailure, 'isRefusal'> | undefined {
  const inScript = /^ERR Error running script[^]*?: -?([A-Z][A-Z0-9]{1,30}) /.exec(message);
  const word = (inScript ?? /^-?([A-Z][A-Z0-9]{1,30})(?= |$)/.exec(message))?.[1];
  if (!word) return undefined;
  if (word === 'ERR') return withAdvice({ word }, errors.find(([says]) => says.test(message))?.[1]);
  return withAdvice({ word }, refusals[word]);
}

const withAdvice = <T extends object>(failure: T, advice: string | undefined) =>
  advice ? { ...failure, advice } : failure;

const isWord = (text: unknown): text is string =>
  typeof text === 'string' && /^\w{1,60}$/.test(text);
