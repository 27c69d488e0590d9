{{- define "communique.labels" -}}
app.kubernetes.io/name: communique
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "communique.selector" -}}
app.kubernetes.io/name: communique
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: worker
{{- end }}

{{- /* What the worker's pod and the Job's have in common. */ -}}
{{- define "communique.pod" -}}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
volumes:
  - name: scratch
    emptyDir: {}
  {{- with .Values.secret.name }}
  - name: secret
    secret:
      secretName: {{ . }}
      defaultMode: 0440
  {{- end }}
{{- end }}

{{- define "communique.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - name: scratch
    mountPath: /tmp
  {{- if .Values.secret.name }}
  - name: secret
    mountPath: /run/secrets/communique
    readOnly: true
  {{- end }}
env:
  {{- range $name, $value := .Values.settings }}
  - name: COMMUNIQUE_{{ $name }}
    value: {{ $value | quote }}
  {{- end }}
  {{- range .Values.secret.keys }}
  - name: COMMUNIQUE_{{ . }}_FILE
    value: /run/secrets/communique/{{ . }}
  {{- end }}
{{- end }}
