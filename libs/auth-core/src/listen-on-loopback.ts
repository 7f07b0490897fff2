// Separate entry point, so that a server that only listens does not bundle the library.

export {
  listenOnLoopback,
  type LoopbackListener,
  manyCookies,
  portProblem,
} from '@entra-flows/primitives/listen-on-loopback';
