import { EdgeProgram, type EdgeProgramType, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';
import type { NodeData } from './node-program.ts';

/** Line pattern = confidence: a fact, one that ended or is unconfirmed, an inference. */
export const PATTERNS = { solid: 0, dashed: 1, dotted: 2 } as const;

/** What an edge carries beside sigma's own data; `size` is its width in px at zoom 1. */
export interface EdgeData extends EdgeDisplayData {
  /** Length of the arrow head in px at zoom 1, 0 = none. */
  head: number;
  pattern: number;
  /** Bend: how far the control point lies off the line, in parts of its length; negative to the other side. */
  bend: number;
}

/** Points along a curve; straight edges use them too, which keeps one program for all. */
const SEGMENTS = 18;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_width;
attribute float a_head;
attribute float a_pattern;
attribute float a_bend;
attribute vec2 a_radii;
attribute vec3 a_point;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_dimensions;
uniform float u_pixelRatio;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_pattern;
varying float v_scale;

vec2 bezier(vec2 a, vec2 c, vec2 b, float t) {
  return mix(mix(a, c, t), mix(c, b, t), t);
}

void main() {
  vec2 to_px = u_dimensions / (2.0 * u_pixelRatio);
  vec2 a = (u_matrix * vec3(a_from, 1.0)).xy * to_px;
  vec2 b = (u_matrix * vec3(a_to, 1.0)).xy * to_px;
  float k = 1.0 / u_sizeRatio;
  float line_k = clamp(k, 0.55, 1.2);
  float width = max(a_width * line_k, 0.8);
  float head = a_head * line_k;
  vec2 chord = b - a;
  float reach = max(length(chord), 0.001);
  vec2 side = vec2(-chord.y, chord.x);
  // Same turn as the label layer: y is up here and down there.
  vec2 control = (a + b) * 0.5 - side * a_bend;
  float len = reach * (1.0 + 1.33 * a_bend * a_bend);
  float start = min((a_radii.x * k + 2.0) / len, 0.45);
  float tip = 1.0 - min((a_radii.y * k + 2.5) / len, 0.45);
  float neck = max(tip - head * 0.85 / len, start);
  vec2 position;
  if (a_point.z < 0.5) {
    float t = mix(start, a_head > 0.0 ? neck : tip, a_point.x);
    vec2 here = bezier(a, control, b, t);
    vec2 ahead = bezier(a, control, b, min(t + 0.01, 1.0)) - bezier(a, control, b, max(t - 0.01, 0.0));
    vec2 normal = normalize(vec2(-ahead.y, ahead.x));
    float half_width = width * 0.5 + 1.0;
    #ifdef PICKING_MODE
    half_width = max(half_width, 5.0);
    #endif
    position = here + normal * a_point.y * half_width;
    v_across = a_point.y * half_width;
    v_half = width * 0.5;
    v_along = (t - start) * len;
    v_pattern = a_pattern;
  } else {
    vec2 point = bezier(a, control, b, tip);
    vec2 ahead = normalize(point - bezier(a, control, b, max(tip - head / len, 0.0)) + vec2(0.0001, 0.0));
    vec2 normal = vec2(-ahead.y, ahead.x);
    float half_head = head * 0.5;
    position = point - ahead * head * a_point.x + normal * a_point.y * half_head;
    v_across = 0.0;
    v_half = 2.0;
    v_along = 0.0;
    v_pattern = 0.0;
    if (a_head <= 0.0) position = point;
  }
  v_scale = line_k;
  gl_Position = vec4(position / to_px, 0.0, 1.0);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_along;
varying float v_across;
varying float v_half;
varying float v_pattern;
varying float v_scale;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float cover = 1.0 - smoothstep(v_half - 0.5, v_half + 0.6, abs(v_across));
  if (v_pattern > 1.5) {
    float period = 4.2;
    float at = mod(v_along, period) - period * 0.5;
    cover = 1.0 - smoothstep(0.5, 1.3, length(vec2(at, v_across)) / max(v_half, 0.7) * 0.75);
  } else if (v_pattern > 0.5) {
    float at = mod(v_along, 10.0 * v_scale);
    cover *= 1.0 - smoothstep(6.0 * v_scale - 0.4, 6.0 * v_scale + 0.4, at);
  }
  gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a) * cover;
  #endif
}`;

const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_dimensions', 'u_pixelRatio'] as const;

/** Corners of the strip (along, side, 0) and of the arrow head (back, side, 1). */
function points(): number[][] {
  const all: number[][] = [];
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const a = segment / SEGMENTS;
    const b = (segment + 1) / SEGMENTS;
    all.push([a, -1, 0], [a, 1, 0], [b, -1, 0], [b, -1, 0], [a, 1, 0], [b, 1, 0]);
  }
  all.push([0, 0, 1], [1, -1, 1], [1, 1, 1]);
  return all;
}

const POINTS = points();

/** Straight or bent edges with width, arrow head and a dash pattern, cut at the rim of their nodes. */
class PatternEdgeProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: POINTS.length,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_from', size: 2, type: FLOAT },
        { name: 'a_to', size: 2, type: FLOAT },
        { name: 'a_width', size: 1, type: FLOAT },
        { name: 'a_head', size: 1, type: FLOAT },
        { name: 'a_pattern', size: 1, type: FLOAT },
        { name: 'a_bend', size: 1, type: FLOAT },
        { name: 'a_radii', size: 2, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_point', size: 3, type: FLOAT }],
      CONSTANT_DATA: POINTS,
    };
  }

  processVisibleItem(
    id: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData,
  ): void {
    const { size, head, pattern, bend, color } = data as EdgeData;
    const radii = [(source as NodeData).radius, (target as NodeData).radius] as const;
    this.array.set(
      [source.x, source.y, target.x, target.y, size, head, pattern, bend, radii[0], radii[1], floatColor(color), id],
      start,
    );
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio!, params.pixelRatio);
    gl.uniform2f(uniformLocations.u_dimensions!, params.width * params.pixelRatio, params.height * params.pixelRatio);
  }
}

export const EdgePatternProgram = PatternEdgeProgram as unknown as EdgeProgramType;
