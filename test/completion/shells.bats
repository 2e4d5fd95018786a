#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The completion scripts in their shells: options, commands, objects, files.

setup()
{
    SCRIPTS=$(realpath "$BATS_TEST_DIRNAME/../../contrib/completion")
    export SCRIPTS PATH="$CXL_DIR:$DAXCTL_DIR:$PATH"
    cd "$BATS_TEST_TMPDIR" || return
    touch "a file" labels.bin
    mkdir folder
}

# Candidates that a shell finds for a line, one a line, sorted.
in_bash()
{
    LINE=$1 bash --norc -c '
        . /usr/share/bash-completion/bash_completion
        . "$SCRIPTS/cxl.bash"
        compopt() { echo "compopt $*"; }
        COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_TYPE=9
        # As readline splits: at blanks, and around "=" and ":".
        read -ra COMP_WORDS <<< "$(sed "s/[=:]/ & /g" <<< "$LINE")"
        [[ $LINE != *[" ="] ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _cxl_complete
        printf "%s\n" "${COMPREPLY[@]}"' | sed '/^$/d' | sort
}

in_zsh()
{
    LINE=$1 zsh -f -c '
        words=(${(z)LINE})
        [[ $LINE != *" " ]] || words+=("")
        CURRENT=$#words
        _describe() { print -l -- "${candidates[@]%%:*}" }
        _files() { print -- "files $*" }
        . "$SCRIPTS/_cxl"' | sort
}

in_fish()
{
    LINE=$1 HOME=$BATS_TEST_TMPDIR fish --no-config -c '
        source "$SCRIPTS/cxl.fish"
        complete -C "$LINE"' | cut -f1 | sort
}

@test "commands" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl read"
        echo "$shell: $output"
        [ "$output" = read-labels ]
    done
}

@test "options of the command" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl read-labels --o"
        echo "$shell: $output"
        [ "$output" = $'--offset\n--output' ]
    done
}

@test "objects: all is always there" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "cxl zero-labels al"
        echo "$shell: $output"
        [ "$output" = all ]
        run $shell "cxl list -m al"
        echo "$shell: $output"
        [ "$output" = all ]
    done
}

@test "an argument behind = " {
    run in_bash "cxl list --memdev=al"
    [ "$output" = all ]
    run in_zsh "cxl list --memdev=al"
    [ "$output" = "--memdev=all" ]
    run in_fish "cxl list --memdev=al"
    [ "$output" = "--memdev=all" ]
}

@test "files and folders are left to the shell" {
    run in_bash "cxl read-labels -o la"
    [[ $output == *"compopt -o default"* ]]
    run in_bash "cxl list --sysroot fo"
    [[ $output == *"compopt -o dirnames"* ]]
    run in_zsh "cxl read-labels -o la"
    [ "$output" = "files " ]
    run in_zsh "cxl list --sysroot fo"
    [ "$output" = "files -/" ]
    run in_fish "cxl read-labels -o la"
    [ "$output" = labels.bin ]
    run in_fish "cxl list --sysroot fo"
    [ "$output" = folder/ ]
}

@test "nothing for what takes no completion, or is no command" {
    for shell in in_bash in_zsh in_fish; do
        for line in "cxl read-labels --size " "cxl nosuch " "cxl list -z"; do
            run $shell "$line"
            echo "$shell: $line: $output"
            [ -z "$output" ]
        done
    done
}

@test "daxctl has the same" {
    for shell in in_bash in_zsh in_fish; do
        run $shell "daxctl onl"
        echo "$shell: $output"
        [ "$output" = online-memory ]
        run $shell "daxctl reconfigure-device --mode sys"
        echo "$shell: $output"
        [ "$output" = system-ram ]
    done
}
