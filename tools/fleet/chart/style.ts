/**
 * Colours of a picture, with a contrast of 4.5 to 1 and more on its own paper. Lines are told apart by
 * their form too.
 */
export const style = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.head { font-size: 17px; font-weight: 600; }
.note { fill: #57606a; }
.title { font-weight: 600; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.paper { fill: #ffffff; }
.grid { stroke: #d8dee4; }
.requests, .devices { fill: none; stroke-width: 1.5; }
.requests { stroke: #0550ae; }
.devices { stroke: #116329; stroke-width: 2.5; }
.limit { stroke: #a40e26; stroke-dasharray: 6 4; }
.limit-name { fill: #a40e26; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .note { fill: #9ea7b3; }
  .paper { fill: #0d1117; }
  .grid { stroke: #30363d; }
  .requests { stroke: #79c0ff; }
  .devices { stroke: #7ee787; }
  .limit { stroke: #ffa198; }
  .limit-name { fill: #ffa198; }
}
`;
