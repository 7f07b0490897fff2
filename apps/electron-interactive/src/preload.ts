import { contextBridge, ipcRenderer } from 'electron';
import { channels, type DeskApi, type DeskState } from './desk-api.ts';

/**
 * The bridge between the page and the main process: named functions, one channel each. Neither
 * `ipcRenderer` nor an event of it gets to the page, which could send anything with them.
 */
const api: DeskApi = {
  getState: () => ipcRenderer.invoke(channels.getState),
  signIn: () => ipcRenderer.invoke(channels.signIn),
  cancel: () => ipcRenderer.invoke(channels.cancel),
  chooseAccount: (id) => ipcRenderer.invoke(channels.chooseAccount, id),
  signOut: (everywhere) => ipcRenderer.invoke(channels.signOut, everywhere),
  callApi: (name) => ipcRenderer.invoke(channels.callApi, name),
  onState: (listener) => {
    ipcRenderer.on(channels.state, (_event, state: DeskState) => listener(state));
  },
};

contextBridge.exposeInMainWorld('desk', api);
