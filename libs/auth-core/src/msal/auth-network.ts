import { exchangeChannel } from '../diagnostics-channels.ts';
import { DEADLINE, LONG_WAIT, WHOLE_DEADLINE, withDeadline } from '../http/deadline.ts';
import { type DiscoveryStore, withDiscoveryCache } from './discovery-cache.ts';
import type { Send } from '../http/http.ts';
import { httpsTransport, type TrustedOrigin } from '../http/https-transport.ts';
import type { ProxySettings } from '../http/proxy-for.ts';
import { type ExchangeSink, recordExchanges } from '../http/record-exchanges.ts';
import { type RetryOptions, withRetry } from '../http/retry.ts';
import { isDeviceCodePoll, isHarmlessAtAuthority } from './request-form.ts';

export interface AuthNetworkOptions {
  trustedOrigins?: readonly TrustedOrigin[] | undefined;
  onExchange?: ExchangeSink | undefined;
  discovery?: DiscoveryStore | undefined;
  proxy?: ProxySettings | false | undefined;
  /** Tries of a request that may be repeated, the first one included. */
  attempts?: number | undefined;
}

/**
 * The network below one client. Read from the inside out: the wire, what is written down of it,
 * how long a request may take, what is repeated and for how long, and what need not be asked.
 *
 * @returns `api` for a web API's requests; `authority` for MSAL's
 */
export function authNetwork(options: AuthNetworkOptions): { api: Send; authority: Send } {
  const { trustedOrigins = [], onExchange, discovery, proxy, attempts } = options;
  const wire = httpsTransport({ trustedOrigins, proxy });
  const watched = recordExchanges((exchange) => exchangeChannel.publish(exchange))(wire);
  const published: Send = (request) =>
    exchangeChannel.hasSubscribers ? watched(request) : wire(request);
  const recorded = onExchange ? recordExchanges(onExchange)(published) : published;
  const timed = withDeadline(recorded, DEADLINE, LONG_WAIT);
  const tries = attempts === undefined ? {} : { attempts };
  const repeated = (more: RetryOptions = {}) =>
    withDeadline(withRetry(timed, { budget: WHOLE_DEADLINE, ...tries, ...more }), WHOLE_DEADLINE);
  const asked = repeated({ isHarmless: isHarmlessAtAuthority, isSentOnce: isDeviceCodePoll });
  return {
    api: repeated(),
    authority: discovery ? withDiscoveryCache(asked, discovery, trustedOrigins) : asked,
  };
}
