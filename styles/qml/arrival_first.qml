<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="1" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="arrival">
   <rule filter="&quot;kind&quot; = 'first' AND &quot;within_min&quot; &lt; 10.001" key="arrival_first: 10 min or less" label="10 min or less" symbol="0" />
   <rule filter="&quot;kind&quot; = 'first' AND &quot;within_min&quot; &gt;= 10.001 AND &quot;within_min&quot; &lt; 20.001" key="arrival_first: to 20 min" label="to 20 min" symbol="1" />
   <rule filter="&quot;kind&quot; = 'first' AND &quot;within_min&quot; &gt;= 20.001 AND &quot;within_min&quot; &lt; 30.001" key="arrival_first: to 30 min" label="to 30 min" symbol="2" />
   <rule filter="&quot;kind&quot; = 'first' AND NOT coalesce(&quot;within_min&quot; &lt; 10.001 OR &quot;within_min&quot; &gt;= 10.001 AND &quot;within_min&quot; &lt; 20.001 OR &quot;within_min&quot; &gt;= 20.001 AND &quot;within_min&quot; &lt; 30.001, false)" key="arrival_first: longer" label="longer" symbol="3" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="8,64,129,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="8,64,129,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="43,140,190,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="43,140,190,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="123,204,196,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="123,204,196,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="fill">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="204,235,197,255" />
      <Option name="offset_unit" type="QString" value="Point" />
      <Option name="outline_color" type="QString" value="204,235,197,255" />
      <Option name="outline_width" type="QString" value="0.375" />
      <Option name="outline_width_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
  </symbols>
  <orderby>
   <orderByClause asc="0" nullsFirst="1">"within_min"</orderByClause>
  </orderby>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>0.55</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="from" name="From" />
  <alias field="kind" name="Kind" />
  <alias field="within_min" name="There within (min)" />
  <alias field="area_km2" name="Area (km²)" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; First to arrive&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;From&lt;/td&gt;&lt;td&gt;' || "from" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Kind&lt;/td&gt;&lt;td&gt;' || "kind" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;There within (min)&lt;/td&gt;&lt;td&gt;' || "within_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Area (km²)&lt;/td&gt;&lt;td&gt;' || "area_km2" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
