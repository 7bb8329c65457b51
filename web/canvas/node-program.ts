import { NodeProgram, type NodeProgramType, type ProgramInfo } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { CELL_UNITS, CELLS_PER_ROW, type NodeAtlas, ROWS } from './node-atlas.ts';

/** What a node carries beside sigma's own data. `size` is half a cell, so that the image scales with the zoom. */
export interface NodeData extends NodeDisplayData {
  cell: number;
  radius: number;
  alpha: number;
}

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec2 a_position;
attribute float a_size;
attribute float a_radius;
attribute float a_cell;
attribute float a_alpha;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform vec2 u_dimensions;
uniform float u_pixelRatio;
varying vec2 v_uv;
varying vec2 v_offset;
varying float v_radius;
varying float v_alpha;
varying vec4 v_id;
void main() {
  vec3 clip = u_matrix * vec3(a_position, 1.0);
  float half_px = a_size / u_sizeRatio;
  vec2 px = a_corner * half_px;
  gl_Position = vec4(clip.xy + px * 2.0 * u_pixelRatio / u_dimensions, 0.0, 1.0);
  float simple = a_radius / u_sizeRatio < 7.0 ? 0.5 : 0.0;
  vec2 cell = vec2(mod(a_cell, ${CELLS_PER_ROW}.0), floor(a_cell / ${CELLS_PER_ROW}.0));
  vec2 corner = vec2(a_corner.x, -a_corner.y) * 0.5 + 0.5;
  v_uv = (cell + corner) / vec2(${CELLS_PER_ROW * 2}.0, ${ROWS}.0) + vec2(simple, 0.0);
  v_offset = px;
  v_radius = a_radius / u_sizeRatio;
  v_alpha = a_alpha;
  v_id = a_id;
  v_id.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec2 v_uv;
varying vec2 v_offset;
varying float v_radius;
varying float v_alpha;
varying vec4 v_id;
uniform sampler2D u_atlas;
void main() {
  #ifdef PICKING_MODE
  if (length(v_offset) > max(v_radius * 1.15, 8.0)) discard;
  gl_FragColor = v_id;
  #else
  gl_FragColor = texture2D(u_atlas, v_uv) * v_alpha;
  #endif
}`;

const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_dimensions', 'u_pixelRatio', 'u_atlas'] as const;

/** A node program that draws each node's pre-drawn image, faded by `alpha`; picked by its shape's radius, at least 8 px. */
export function createNodeProgram(atlas: NodeAtlas): NodeProgramType {
  class ImageProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
    #texture: WebGLTexture | null = null;
    #version = -1;

    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: 6,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_radius', size: 1, type: FLOAT },
          { name: 'a_cell', size: 1, type: FLOAT },
          { name: 'a_alpha', size: 1, type: FLOAT },
          { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
        CONSTANT_DATA: [
          [-1, -1],
          [1, -1],
          [-1, 1],
          [-1, 1],
          [1, -1],
          [1, 1],
        ],
      };
    }

    processVisibleItem(id: number, start: number, data: NodeDisplayData): void {
      const { x, y, radius, cell, alpha } = data as NodeData;
      this.array.set([x, y, CELL_UNITS, radius, cell, alpha, id], start);
    }

    setUniforms(params: RenderParams, { gl, uniformLocations, isPicking }: ProgramInfo): void {
      gl.uniformMatrix3fv(uniformLocations.u_matrix!, false, params.matrix);
      gl.uniform1f(uniformLocations.u_sizeRatio!, params.sizeRatio);
      gl.uniform1f(uniformLocations.u_pixelRatio!, params.pixelRatio);
      gl.uniform2f(uniformLocations.u_dimensions!, params.width * params.pixelRatio, params.height * params.pixelRatio);
      if (!isPicking) this.#bindAtlas(gl, uniformLocations.u_atlas ?? null);
    }

    #bindAtlas(gl: WebGLRenderingContext | WebGL2RenderingContext, location: WebGLUniformLocation | null): void {
      this.#texture ??= gl.createTexture();
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.#texture);
      if (this.#version !== atlas.version) {
        this.#version = atlas.version;
        gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, atlas.canvas);
        gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
        gl.generateMipmap(gl.TEXTURE_2D);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      }
      gl.uniform1i(location, 0);
    }

    override kill(): void {
      if (this.#texture) this.normalProgram.gl.deleteTexture(this.#texture);
      super.kill();
    }
  }
  return ImageProgram as unknown as NodeProgramType;
}
