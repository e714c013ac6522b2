# nix build 'git+file:.?dir=packaging', from a clone.
{
  description = "BIRD and WireGuard configuration from what a network knows";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.11";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" ];
      each = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in {
      packages = each (pkgs: {
        default = pkgs.stdenv.mkDerivation {
          pname = "birdfeed";
          version = "0.1.0";
          src = ../.;
          nativeBuildInputs = with pkgs; [ autoreconfHook pkg-config ];
          buildInputs = with pkgs; [
            curl jansson jose libarchive libedit libmicrohttpd libmnl
            libseccomp libsodium libyaml postgresql sqlite uthash
          ];
        };
      });
    };
}
