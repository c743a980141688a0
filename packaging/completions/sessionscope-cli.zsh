#compdef sessionscope-cli
# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# zsh completion for sessionscope-cli. Names of scenarios and profiles and the options of a command are asked of the
# program.

_sessionscope_cli_names() {
    "$1" "$2" 2>/dev/null | awk 'NR > 1 && /^  [a-z]/ { print $1 }'
}

_sessionscope_cli_options() {
    "$1" "$2" --help 2>/dev/null | grep -oE -- '^  (-h,)?--[a-z-]+' | grep -oE -- '--[a-z-]+'
}

_sessionscope_cli() {
    local program=$words[1] command=$words[2] engines=(live sim)
    if ((CURRENT == 2)); then
        compadd verify run serve explain runconfig matrix inspect doctor scenarios profiles version --help --version
        return
    fi
    [[ $command == matrix ]] && engines+=both
    case $words[CURRENT-1] in
    --profile | --before | --after) compadd $(_sessionscope_cli_names $program profiles) ;;
    --engine) compadd $engines ;;
    --pin) compadd service pod-dns pod-ip ;;
    --recovery) compadd none reinitialize ;;
    --store) compadd -S '' local embedded redis redis:// rediss:// unix: ;;
    --redis) compadd -S '' redis:// rediss:// redis-sentinel:// unix: ;;
    --cluster | --journal | --report | --snapshot | --csv | --lab | --diff | --kubectl-json) _files ;;
    *)
        if [[ $words[CURRENT] == -* ]]; then
            compadd -- $(_sessionscope_cli_options $program $command)
        elif [[ $command == run || $command == verify ]]; then
            compadd $(_sessionscope_cli_names $program scenarios)
            _files -g '*.json'
        else
            _files
        fi
        ;;
    esac
}

_sessionscope_cli "$@"
