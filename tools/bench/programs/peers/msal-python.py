"""A token as MSAL for Python's own documents get it, from a plaintext file.

msal-python.py CACHE CA, with ENTRA_CLIENT_ID and ENTRA_AUTHORITY. Writes its CPU time to descriptor 3.
"""
import os
import sys

import msal

cache = msal.SerializableTokenCache()
with open(sys.argv[1], encoding="utf-8") as file:
    cache.deserialize(file.read())
app = msal.PublicClientApplication(
    os.environ["ENTRA_CLIENT_ID"],
    authority=os.environ["ENTRA_AUTHORITY"],
    validate_authority=False,
    token_cache=cache,
    verify=sys.argv[2],
)
[account, *_] = app.get_accounts()
result = app.acquire_token_silent(["User.Read"], account=account)
print("token from the cache" if result and "access_token" in result else result)
times = os.times()
os.write(3, str(round((times.user + times.system) * 1e6)).encode())
