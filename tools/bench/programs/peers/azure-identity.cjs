// It keeps no tokens for the next process unless a plug-in does: what is loaded before any of its work.
require('@azure/identity');
