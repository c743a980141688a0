# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# bash completion for sessionscope-cli. Names of scenarios and profiles are asked of the program.

_sessionscope_cli_names() {
    "$1" "$2" 2>/dev/null | awk 'NR > 1 && /^  [a-z]/ { print $1 }'
}

_sessionscope_cli_options() {
    "$1" "$2" --help 2>/dev/null | grep -oE -- '^  (-h,)?--[a-z-]+' | grep -oE -- '--[a-z-]+'
}

_sessionscope_cli() {
    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]}
    local command=${COMP_WORDS[1]} words=
    if ((COMP_CWORD == 1)); then
        words='verify run serve explain runconfig matrix inspect doctor scenarios profiles version --help --version'
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
        return
    fi
    case $previous in
    --profile | --before | --after) words=$(_sessionscope_cli_names "$program" profiles) ;;
    --engine) words='live sim' && [[ $command == matrix ]] && words+=' both' ;;
    --pin) words='service pod-dns pod-ip' ;;
    --recovery) words='none reinitialize' ;;
    --store) words='local embedded redis redis:// rediss:// unix:' ;;
    --redis) words='redis:// rediss:// redis-sentinel:// unix:' ;;
    --cluster | --journal | --report | --snapshot | --csv | --lab | --diff | --kubectl-json)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
        ;;
    *)
        if [[ $word == -* ]]; then
            words=$(_sessionscope_cli_options "$program" "$command")
        elif [[ $command == run || $command == verify ]]; then
            words=$(_sessionscope_cli_names "$program" scenarios)
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -X '!*.json' -- "$word")
            return
        else
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
            return
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _sessionscope_cli sessionscope-cli
