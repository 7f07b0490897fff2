/** What XML 1.0 cannot hold, not even escaped: control characters and halves of surrogate pairs. */
export const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
