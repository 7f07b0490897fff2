import { contextBridge, ipcRenderer } from 'electron';
import { channels, type SessionApi, type SessionState } from './session-api.ts';

/**
 * The bridge between the page and the main process: named functions, one channel each. Neither
 * `ipcRenderer` nor an event of it gets to the page, which could send anything with them.
 */
const api: SessionApi = {
  getState: () => ipcRenderer.invoke(channels.getState),
  signIn: () => ipcRenderer.invoke(channels.signIn),
  cancel: () => ipcRenderer.invoke(channels.cancel),
  chooseAccount: (id) => ipcRenderer.invoke(channels.chooseAccount, id),
  signOut: (everywhere) => ipcRenderer.invoke(channels.signOut, everywhere),
  callApi: (name) => ipcRenderer.invoke(channels.callApi, name),
  onState: (listener) => {
    ipcRenderer.on(channels.state, (_event, state: SessionState) => listener(state));
  },
};

contextBridge.exposeInMainWorld('userSession', api);
