// Separate entry point, so that a server that only listens does not bundle the library.

export { failureText } from '@entra-flows/primitives/failure-text';
export {
  listenOnLoopback,
  type LoopbackListener,
  manyCookies,
  portProblem,
} from '@entra-flows/primitives/listen-on-loopback';
