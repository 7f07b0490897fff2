#!/bin/sh
# Registers an app for one sample in the tenant of `az login`, and writes its client ID and authority to
# .env.local in the current folder:
#   sh register.sh SAMPLE [DISPLAY_NAME [SCOPE...]]
# Safe to repeat: an app that already has the display name keeps what it has, and gets what it lacks.
set -eu

sample=${1-}
name=${2:-"entra-flows $sample"}
[ $# -lt 2 ] || shift
[ $# -eq 0 ] || shift # What is left are scopes.
allow_public_client_flows=true
native='' web='' page='' azure=''

case $sample in
cli-accounts | cli-device-code | cli-device-code-steps | cli-interactive | cli-integrated-windows)
  native='http://localhost' ;;
headless-device-code | cli-username-password) ;;
cli-azure-sdk)
  azure=yes ;;
cli-broker)
  native='http://localhost ms-appx-web://Microsoft.AAD.BrokerPlugin/{id}
    msauth.com.msauth.unsignedapp://auth https://login.microsoftonline.com/common/oauth2/nativeclient' ;;
electron-interactive)
  native='http://localhost msal{id}://auth ms-appx-web://Microsoft.AAD.BrokerPlugin/{id}
    https://login.microsoftonline.com/common/oauth2/nativeclient'
  allow_public_client_flows=false ;;
web-auth-code)
  web='http://localhost' allow_public_client_flows=false ;;
spa-auth-code)
  page='http://localhost:5173/ http://localhost:5173/redirect.html' allow_public_client_flows=false ;;
*)
  echo "usage: sh $0 SAMPLE [DISPLAY_NAME [SCOPE...]]" >&2
  echo "SAMPLE is the name of a sample, such as cli-device-code; '$sample' is none." >&2
  exit 2 ;;
esac
command -v az >/dev/null || {
  echo 'The Azure CLI (az) is not on the PATH: https://learn.microsoft.com/cli/azure/install-azure-cli' >&2
  exit 1
}

exec 1>&2
ask() { az "$@" --output tsv; }
lines() { tr -s ' ' '\n' | awk 'NF && !seen[$0]++'; }
scope() { printf '{"id":"%s","type":"Scope"}' "$1"; }
access() { printf '{"resourceAppId":"%s","resourceAccess":[%s]}' "$1" "$2"; }

# Delegated permissions: Microsoft Graph, User.Read and those that were named; Azure Service Management, user_impersonation.
graph_api=00000003-0000-0000-c000-000000000000
azure_api=797f4846-ba00-4fd7-ba43-dac1f8f63013
wanted=e1fe6dd8-ba31-4d61-89e7-88639da4683d
for named; do
  permission=''
  case $named in
  *[!A-Za-z0-9._-]*) ;; # No permission has such a name, and a quote would end the query.
  *) permission=$(ask ad sp show --id "$graph_api" --query "oauth2PermissionScopes[?value=='$named'].id | [0]") ;;
  esac
  [ -n "$permission" ] || {
    echo "Microsoft Graph has no delegated permission '$named'; https://learn.microsoft.com/graph/permissions-reference lists all."
    exit 1
  }
  wanted="$wanted $permission"
done
wanted_azure=${azure:+41094075-9dad-400e-a0bd-54e686782033}

tenant=$(ask account show --query tenantId)
host=$(ask cloud show --query endpoints.activeDirectory)
graph=$(ask cloud show --query endpoints.microsoftGraphResourceId)
id=$(ask ad app list --filter "displayName eq '$(printf '%s' "$name" | sed "s/'/''/g")'" --query '[].appId')
[ "$(printf '%s\n' "$id" | wc -l)" -eq 1 ] || {
  echo "Several apps are called \"$name\"; choose a display name that one app has, or none."
  exit 1
}
if [ -z "$id" ]; then
  scopes=''
  for permission in $wanted; do scopes=$scopes${scopes:+,}$(scope "$permission"); done
  permissions=$(access "$graph_api" "$scopes")
  [ -z "$azure" ] || permissions=$permissions,$(access "$azure_api" "$(scope "$wanted_azure")")
  id=$(ask ad app create --display-name "$name" --sign-in-audience AzureADMyOrg \
    --is-fallback-public-client "$allow_public_client_flows" \
    --required-resource-accesses "[$permissions]" --query appId)
else
  echo "\"$name\" is there: what it lacks is added, and nothing is taken away."
  # What was added in the admin center stays.
  add() {
    api=$1 present=$(ask ad app show --id "$id" --query "requiredResourceAccess[?resourceAppId=='$1'].resourceAccess[].id")
    shift
    for permission; do
      case $present in
      *"$permission"*) ;;
      *) az ad app permission add --id "$id" --api "$api" --api-permissions "$permission=Scope" --output none ;;
      esac
    done
  }
  # shellcheck disable=SC2086 # one argument for each permission
  add "$graph_api" $wanted
  [ -z "$azure" ] || add "$azure_api" "$wanted_azure"
  [ "$allow_public_client_flows" = false ] || az ad app update --id "$id" --is-fallback-public-client true
fi

# Entra does not find a new app everywhere at once.
for _ in 1 2 3 4 5 6; do
  az ad app show --id "$id" --output none 2>/dev/null && break
  sleep 5
done

# Redirect URIs follow the creation, since some of them contain the client ID; those that are there stay.
redirects() { # PLATFORM URIS
  present=$(ask ad app show --id "$id" --query "$1.redirectUris[]")
  printf '%s\n' "$present" "$2" | sed "s/{id}/$id/g" | lines
}
# Each call is a step of its own: where it fails, the script ends before it replaces what it could not read.
if [ -n "$native" ]; then
  uris=$(redirects publicClient "$native")
  # shellcheck disable=SC2086 # one argument for each URI
  az ad app update --id "$id" --public-client-redirect-uris $uris
fi
if [ -n "$web" ]; then
  uris=$(redirects web "$web")
  # shellcheck disable=SC2086
  az ad app update --id "$id" --web-redirect-uris $uris
fi
if [ -n "$page" ]; then
  uris=$(redirects spa "$page")
  list=$(printf '%s\n' "$uris" | sed 's/.*/"&"/' | paste -sd, -)
  # `az ad app` has no option for the platform "Single-page application".
  az rest --method patch --headers Content-Type=application/json \
    --uri "${graph}v1.0/applications(appId='$id')" --body "{\"spa\":{\"redirectUris\":[$list]}}"
fi

# The portal adds the enterprise application by itself; flows without a page need it before the first sign-in.
az ad sp show --id "$id" --output none 2>/dev/null || az ad sp create --id "$id" --output none

# Last, so that a failure leaves the file as it was. What else it says stays.
kept=$(grep -v -e '^ENTRA_CLIENT_ID=' -e '^ENTRA_AUTHORITY=' .env.local 2>/dev/null || :)
printf '%sENTRA_CLIENT_ID=%s\nENTRA_AUTHORITY=%s/%s\n' "${kept:+$kept
}" "$id" "$host" "$tenant" >.env.local
echo "$PWD/.env.local has the client ID and the authority of \"$name\"."
