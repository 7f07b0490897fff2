/** One key for each scene, in their order; there are more of them than digits. */
export const sceneKeys = '123456789abcdefghijklmopqrstuvwxyz';
