"""Signs in as programs in Python do. The first argument is JSON; the answers go to stdout as JSON."""

import json
import sys

import msal

asked = json.loads(sys.argv[1])
# Instance discovery would ask Microsoft about this host.
common = {"authority": asked["authority"], "instance_discovery": False}


def daemon(credential):
    """Client credentials."""
    client = msal.ConfidentialClientApplication(
        asked["daemon"], client_credential=credential, **common
    )
    return client.acquire_token_for_client(asked["daemonScopes"])


def device():
    """A device code, then silently by the refresh token."""
    client = msal.PublicClientApplication(asked["clientId"], **common)
    first = client.acquire_token_by_device_flow(client.initiate_device_flow(asked["scopes"]))
    [account] = client.get_accounts()
    fresh = client.acquire_token_silent(asked["scopes"], account, force_refresh=True)
    return {
        "username": first["id_token_claims"]["preferred_username"],
        "again": fresh["access_token"] != first["access_token"],
    }


print(
    json.dumps(
        {
            "certificate": daemon(
                {"private_key": asked["privateKey"], "thumbprint": asked["thumbprint"]}
            ),
            "secret": daemon(asked["secret"]),
            "device": device(),
        }
    )
)
